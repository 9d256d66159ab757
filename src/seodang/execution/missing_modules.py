"""What an author does about a module that is not there."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from seodang.problems import Message, say

# Modules that have another name than the package that brings them; a dotted name counts before
# its beginning.
_PACKAGES: Final[Mapping[str, str]] = {
    "Bio": "biopython",
    "Crypto": "pycryptodome",
    "IPython": "ipython",
    "Levenshtein": "levenshtein",
    "MeCab": "mecab-python3",
    "OpenSSL": "pyopenssl",
    "PIL": "pillow",
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python-headless",
    "dateutil": "python-dateutil",
    "discord": "discord.py",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "faiss": "faiss-cpu",
    "fitz": "pymupdf",
    "git": "gitpython",
    "google.cloud": "google-cloud",
    "google.genai": "google-genai",
    "google.generativeai": "google-generativeai",
    "google.protobuf": "protobuf",
    "googleapiclient": "google-api-python-client",
    "imblearn": "imbalanced-learn",
    "jwt": "pyjwt",
    "mpl_toolkits": "matplotlib",
    "pkg_resources": "setuptools",
    "pptx": "python-pptx",
    "psycopg2": "psycopg2-binary",
    "pylab": "matplotlib",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "slugify": "python-slugify",
    "umap": "umap-learn",
    "win32com": "pywin32",
    "yaml": "pyyaml",
    "zmq": "pyzmq",
}
_OF_THEIR_OWN_NAME: Final = frozenset(
    "altair bokeh catboost dask datasets duckdb fastapi flask folium gensim geopandas gradio h5py"
    " ipywidgets jieba kiwipiepy konlpy langchain lightgbm lxml matplotlib networkx nltk notebook"
    " numpy openai openpyxl pandas plotly polars prophet pyarrow pydantic pymysql pypdf pyspark"
    " pytest qrcode requests scipy seaborn selenium shap spacy sqlalchemy statsmodels streamlit"
    " sympy tabulate tensorflow tiktoken torch torchvision tqdm transformers ultralytics wordcloud"
    " xgboost xlrd xlsxwriter yfinance".split()
)
_KOREAN_FONTS: Final = frozenset({"koreanize_matplotlib", "matplotlib_fontja"})


def missing_module(name: str, folder: str) -> Message:
    """Suggest what to do about a module that a lesson in `folder` imports and that is not there."""
    top = name.partition(".")[0]
    if name.startswith("google.colab"):
        return say("take what is for Colab alone out: a lesson runs on the machine that builds it")
    if top in _KOREAN_FONTS:
        return say("take the line out: figures are drawn with a Korean font anyway")
    package = _package_of(name)
    if package is not None:
        return say("install it: '{command}'", command=install_command(package))
    known = [*sys.stdlib_module_names, *_PACKAGES, *_OF_THEIR_OWN_NAME]
    near = difflib.get_close_matches(name, known, 1, 0.8)
    if near:
        return say("did you mean '{meant}'?", meant=near[0])
    return say(
        "write {name}.py into '{folder}', or install the package that brings it: '{command}'",
        name=top,
        folder=folder,
        command=install_command(top),
    )


def install_command(packages: str) -> str:
    """Return the command line that installs packages where lessons find them."""
    environment = Path(sys.prefix)
    if environment.name != ".venv":
        python = sys.executable
    elif sys.platform == "win32":
        python = r".venv\Scripts\python"
    else:
        python = ".venv/bin/python"
    return f"{python} -m pip install {packages}"


def _package_of(module: str) -> str | None:
    while module:
        if module in _PACKAGES or module in _OF_THEIR_OWN_NAME:
            return _PACKAGES.get(module, module)
        module = module.rpartition(".")[0]
    return None
