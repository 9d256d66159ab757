"""Passages in another language carry it as an attribute, by which voices know how to read them."""

from __future__ import annotations

from showing import Show


def test_a_span_says_its_language(show: Show) -> None:
    html = show("앞 [a **large** `sky`]{lang=en} 뒤").html
    assert '앞 <span lang="en">a <strong>large</strong> <code>sky</code></span> 뒤' in html


def test_code_says_its_language(show: Show) -> None:
    assert '<code lang="en">large sky</code> 뒤' in show("`large sky`{lang=en} 뒤").html


def test_a_span_is_found_as_text_and_stands_around_links_and_in_headings(show: Show) -> None:
    shown = show("## [Large sky]{lang=en-GB}\n\n[[a link](https://example.org/)]{lang=en}")
    assert shown.fragment.toc[0].title == "Large sky"
    assert '<span lang="en-GB">Large sky</span>' in shown.html
    assert (
        '<span lang="en"><a href="https://example.org/" rel="noopener">a link</a></span>'
        in shown.html
    )
    assert "a link" in shown.fragment.text


def test_other_attributes_stay_as_they_are_written(show: Show) -> None:
    for text in ("[글]{lang=}", "[글]{lang=english}", "`코드` {lang=en}", "\\[글]{lang=en}"):
        assert "lang=" in show(text).html
        assert ' lang="' not in show(text).html


def test_a_prompt_says_its_language_and_tells_korean_apart(show: Show) -> None:
    html = show(
        "```{prompt} 그림\n:lang: en\n\nscene: [누가, 어디에], soft light\n빛: warm\n```"
    ).html
    assert '<pre class="sd-prompt__text" tabindex="0" lang="en">' in html
    assert (
        'data-name="누가, 어디에" data-label="scene">[<span lang="ko">누가, 어디에</span>]' in html
    )
    assert '<span lang="ko">빛</span>: warm' in html


def test_a_prompt_of_the_page_is_as_it_was(show: Show) -> None:
    html = show("```{prompt} 그림\n[누가] 있습니다.\n```").html
    assert "lang=" not in html


def test_a_model_answer_says_its_language(show: Show) -> None:
    exercise = (
        "kind: prompt\nquestion: 쓰십시오.\nrubric: [썼습니다.]\n"
        "model_answer: large empty sky\nmodel_answer_lang: en\n"
    )
    html = show(":::{exercise} a\n:::\n", files={"exercises/a.yml": exercise}).html
    assert 'tabindex="0" lang="en">large empty sky</pre>' in html


def test_outputs_keep_their_language(show: Show) -> None:
    table = '<table><tr><td lang="en">large sky</td></tr></table>'
    output = {"output_type": "display_data", "data": {"text/html": table}, "metadata": {}}
    html = show("```{code-cell} ipython3\nx\n```\n", {1: [output]}).html
    assert '<td lang="en">large sky</td>' in html
