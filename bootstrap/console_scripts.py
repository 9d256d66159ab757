"""Write the commands of the installed packages anew, for the Python that runs this."""

import sysconfig
from importlib.metadata import distributions

from pip._vendor.distlib.scripts import ScriptMaker

if __name__ == "__main__":
    maker = ScriptMaker(None, sysconfig.get_path("scripts"))  # type: ignore[no-untyped-call]
    maker.clobber = True
    maker.variants = {""}
    for distribution in distributions(path=[sysconfig.get_path("purelib")]):
        for entry in distribution.entry_points.select(group="console_scripts"):
            maker.make(f"{entry.name} = {entry.value}")  # type: ignore[no-untyped-call]
