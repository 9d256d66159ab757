@echo off
setlocal
for /f "tokens=2 delims=:." %%p in ('chcp') do set "page=%%p"
chcp 65001 >nul
set "PYTHONUTF8=1"
set "python=py -3"
%python% -c "" >nul 2>nul || set "python=python"
%python% -c "" >nul 2>nul || goto missing
%python% "%~dp0build.py" %*
set "code=%ERRORLEVEL%"
chcp %page% >nul
exit /b %code%

:missing
chcp %page% >nul
echo Python 3.11 or newer is needed: https://www.python.org/downloads/
exit /b 1
