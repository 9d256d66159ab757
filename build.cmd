@echo off
setlocal
for /f "tokens=2 delims=:." %%p in ('chcp') do set "page=%%p"
chcp 65001 >nul
set "PYTHONUTF8=1"
set "launcher=python"
for %%p in (py.exe) do if not "%%~$PATH:p"=="" set "launcher=py -3"
%launcher% "%~dp0build.py" %*
set "code=%ERRORLEVEL%"
rem 9009: no such command; 103: py.exe finds no Python 3.
if "%code%"=="9009" type "%~dp0bootstrap\no-python.txt"
if "%code%"=="103" type "%~dp0bootstrap\no-python.txt"
chcp %page% >nul
exit /b %code%
