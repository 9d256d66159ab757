import os
import sys

# Each sentence in English and in Korean.
SENTENCES: dict[str, tuple[str, str]] = {
    "first": (
        "The first use installs what is needed; later ones start at once.",
        "처음 한 번만 하는 준비입니다.",
    ),
    "again": (
        "The environment in .venv {reason}. Making it anew; what was downloaded before is used again.",
        ".venv에 설치된 환경이 {reason} 다시 만듭니다. 전에 내려받은 것은 되도록 그대로 씁니다.",
    ),
    "sizes": (
        (
            "About {packages} packages ({download} to download, {disk} on disk) go into .venv.\n"
            "This usually takes {fast} to {slow} minutes."
        ),
        (
            "패키지 약 {packages}개(내려받는 양 {download}, 설치하면 {disk})를 .venv 폴더에 설치합니다.\n"
            "보통 {fast}~{slow}분 걸립니다."
        ),
    ),
    "unfinished": ("was not finished", "설치 도중에 멈췄기 때문에"),
    "damaged": ("has lost files", "파일이 일부 없어졌기 때문에"),
    "other-python": ("was made for another Python", "지금과 다른 Python으로 만든 것이기 때문에"),
    "moved": ("was made in another folder", "다른 폴더에서 만든 것이기 때문에"),
    "lock-changed": (
        "The list of packages has changed. Bringing .venv up to date.",
        "필요한 패키지 목록이 바뀌어 .venv를 새로 맞춥니다.",
    ),
    "tools": (
        "Adding what the tests need to .venv (about {download} to download).",
        "테스트에 필요한 패키지(내려받는 양 약 {download})를 .venv에 더합니다.",
    ),
    "engine": ("Installing the engine itself.", "엔진을 설치합니다."),
    "collecting": ("{done} of about {total}: {name}", "{total}개쯤 가운데 {done}번째: {name}"),
    "unpacking": (
        "installing: {done} of about {total} packages",
        "설치하는 중: {total}개쯤 가운데 {done}개",
    ),
    "ready": ("Ready after {seconds} s.", "준비를 마쳤습니다({seconds}초)."),
    "waiting": (
        "Another build.py is installing into .venv; waiting for it to finish.",
        "다른 build.py가 .venv에 설치하고 있습니다. 끝나기를 기다립니다.",
    ),
    "interrupted": (
        "Interrupted. The next run starts the installation again.",
        "멈췄습니다. 다음에 실행하면 설치를 다시 합니다.",
    ),
    "ended": ("Interrupted.", "멈췄습니다."),
    "retrying": (
        "no answer from the network, trying again",
        "네트워크에서 답이 없어 다시 시도합니다",
    ),
    "failed": (
        "Could not install: {problem}\n  {advice}",
        "설치하지 못했습니다. {problem}\n  {advice}",
    ),
    "log": ("\n  The whole output: {log}", "\n  전체 출력: {log}"),
    "offline": (
        "the packages could not be downloaded.",
        "패키지를 내려받지 못했습니다.",
    ),
    "offline-advice": (
        (
            "Installing needs the internet, this once. Check the connection (and a proxy, if your office has"
            " one), then run the same command again."
        ),
        (
            "설치할 때 한 번은 인터넷이 필요합니다. 연결을(기관이라면 프록시 설정도) 확인하고 같은 명령을"
            " 다시 실행하십시오."
        ),
    ),
    "full": ("the disk is full.", "디스크에 빈자리가 없습니다."),
    "full-advice": (
        "Free about {disk} and run the same command again.",
        "{disk}쯤 비우고 같은 명령을 다시 실행하십시오.",
    ),
    "denied": (
        "this folder cannot be written to ({path}).",
        "이 폴더에 쓸 수 없습니다({path}).",
    ),
    "denied-advice": (
        (
            "Copy the project to a folder of your own, or close the programs that use .venv, and run"
            " the same command again."
        ),
        (
            "프로젝트를 쓰기가 되는 폴더로 옮기거나 .venv를 쓰고 있는 프로그램을 닫고 같은 명령을 다시"
            " 실행하십시오."
        ),
    ),
    "hashes": (
        "a downloaded package is not the one that was tested (its hash differs).",
        "내려받은 패키지가 검사한 것과 다릅니다(해시가 맞지 않음).",
    ),
    "hashes-advice": (
        (
            "Do not install it by hand. Run the same command again; if it stays, a proxy or mirror"
            " changes the files: ask whoever runs it."
        ),
        (
            "손으로 설치하지 말고 같은 명령을 다시 실행하십시오. 계속되면 프록시나 미러가 파일을 바꾸는"
            " 것이니 관리자에게 물어보십시오."
        ),
    ),
    "unsupported": (
        "a package has no ready-made file for Python {python} on this system.",
        "이 시스템의 Python {python}에 맞는 패키지 파일이 없습니다.",
    ),
    "unsupported-advice": (
        "Check the connection; if it is fine, try Python 3.11 to 3.14 (64 bit).",
        "인터넷 연결을 확인하고, 이상이 없으면 Python 3.11~3.14(64비트)로 해 보십시오.",
    ),
    "unknown": ("{line}", "{line}"),
    "unknown-advice": (
        "Run the same command again; if it stays, tell the maintainers.",
        "같은 명령을 다시 실행해 보고, 계속되면 관리자에게 알려 주십시오.",
    ),
    "no-venv": (
        "this Python cannot make environments (its module ensurepip is missing).",
        "이 Python으로는 가상 환경을 만들 수 없습니다(ensurepip 모듈이 없음).",
    ),
    "no-venv-advice": (
        "On Debian and Ubuntu: sudo apt install python{python}-venv",
        "데비안·우분투라면: sudo apt install python{python}-venv",
    ),
    "not-ours": (
        ".venv exists and is not a Python environment.",
        ".venv가 이미 있는데 Python 환경이 아닙니다.",
    ),
    "not-ours-advice": (
        "Rename or delete it, then run the same command again.",
        "이름을 바꾸거나 지우고 같은 명령을 다시 실행하십시오.",
    ),
    "state-link": (
        ".seodang is a link; what is kept there would lie elsewhere.",
        ".seodang가 링크입니다. 여기에 저장하는 것이 다른 곳에 놓입니다.",
    ),
    "state-link-advice": (
        "Delete the link, then run the same command again.",
        "링크를 지우고 같은 명령을 다시 실행하십시오.",
    ),
    "in-use": (
        ".venv has to be made anew while its own Python runs this command.",
        "지금 .venv 안의 Python으로 실행하고 있어 .venv를 다시 만들 수 없습니다.",
    ),
    "in-use-advice": (
        "Type deactivate (or open a new window), then run the same command again.",
        "deactivate를 입력하거나 창을 새로 열고 같은 명령을 다시 실행하십시오.",
    ),
    "checks": ("Checks:", "점검 결과:"),
    "passed": ("passed", "통과"),
    "broken": ("failed", "실패"),
    "usage": (
        (
            "python3 build.py [command ...]   (Windows: build [command ...])\n\n"
            "Without a command: build, that is check, execute and render the course into site/.\n"
            "The first use installs the engine into .venv; every later use starts at once.\n"
            "Afterwards `python3 build.py --help` lists the engine's commands.\n\n{test}"
        ),
        (
            "python3 build.py [명령 ...]   (Windows: build [명령 ...])\n\n"
            "명령을 쓰지 않으면 build입니다. 교육 자료를 점검하고 실행해 site/에 사이트를 만듭니다.\n"
            "처음 쓸 때 .venv에 엔진을 설치하고, 그다음부터는 바로 시작합니다.\n"
            "설치한 뒤에는 `python3 build.py --help`가 엔진의 명령을 보여 줍니다.\n\n{test}"
        ),
    ),
    "usage-test": (
        (
            "python3 build.py test            lint, format, types, import contract and all tests\n"
            "python3 build.py test ARGS ...   only pytest, with these arguments (test tests/course -k x)"
        ),
        (
            "python3 build.py test            모든 테스트와 코드 규칙·서식·타입·구조 규약\n"
            "python3 build.py test 인자 ...   이 인자로 pytest만(예: test tests/course -k x)"
        ),
    ),
}


def say(key: str, **values: object) -> str:
    """Give a sentence in the language of the terminal."""
    return SENTENCES[key][korean()].format(**values)


def tell(key: str, **values: object) -> None:
    """Write a sentence to standard error, so that an engine's output can still be piped."""
    sys.stderr.write(say(key, **values) + "\n")
    sys.stderr.flush()


def korean() -> bool:
    """Say whether the terminal (POSIX) or the desktop (Windows) speaks Korean."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if named or sys.platform != "win32":
        return named.lower().startswith("ko")
    import ctypes  # only Windows pays for it

    primary_language = 0x3FF
    lang_korean = 0x12
    language: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return language & primary_language == lang_korean
