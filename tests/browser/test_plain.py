"""Where no script runs, all but the selecting of words works the same."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import card, told
from tests.browser.papers import OTHER_TITLE
from tests.browser.stage import Stage
from tests.browser.test_loop import MONEY, TODAY

pytestmark = pytest.mark.browser


@pytest.fixture
def clerk(stage: Stage) -> Iterator[Page]:
    page = stage.sign_in("staff", scripts=False)
    yield page
    page.context.close()


@pytest.fixture
def liaison(stage: Stage) -> Iterator[Page]:
    page = stage.sign_in("finance", scripts=False)
    yield page
    page.context.close()


def test_drafts_are_decided_without_scripts(clerk: Page, carried: SimpleNamespace) -> None:
    clerk.goto("/directives/")
    clerk.get_by_role("link", name=OTHER_TITLE).click()
    clerk.get_by_role("link", name="核对事项").click()
    canteens = card(clerk, "9所学校食堂")
    canteens.get_by_role("button", name="确认").click()
    expect(card(clerk, "9所学校食堂")).to_contain_text("已确认")
    card(clerk, "2400万元").get_by_role("link", name="修改").click()
    clerk.get_by_label("牵头单位").fill("没有这个局")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_role("alert")).to_contain_text("没有找到单位“没有这个局”")
    clerk.get_by_label("牵头单位").fill("财政局")
    clerk.get_by_label("完成时限").fill(TODAY.isoformat())
    clerk.get_by_role("button", name="保存").click()
    expect(card(clerk, "2400万元")).to_contain_text("市财政局")
    for words in ("5个停在管线迁改", "城南3所小学"):
        card(clerk, words).get_by_role("checkbox").check()
    clerk.get_by_role("button", name="合并选中").click()
    expect(card(clerk, "城南3所小学")).to_contain_text("合并而来")


def test_progress_is_reported_without_scripts(liaison: Page, carried: SimpleNamespace) -> None:
    liaison.goto(carried.matters[MONEY])
    liaison.get_by_role("link", name="申请办结").click()
    liaison.get_by_label("办理结果").fill("资金已经拨付到项目。")
    liaison.get_by_role("button", name="申请办结").click()
    expect(liaison.get_by_role("alert")).to_contain_text("请上传至少一份")
    expect(liaison.get_by_label("办理结果")).to_have_value("资金已经拨付到项目。")
    liaison.goto(carried.matters[MONEY])
    liaison.get_by_role("link", name="反馈进展").click()
    liaison.get_by_label("进展情况").fill("第二批资金已经下达。")
    liaison.get_by_role("button", name="反馈进展").click()
    told(liaison, "进展已反馈")
    liaison.get_by_role("button", name="无变化").click()
    told(liaison, "已反馈：无变化")


def test_the_register_is_narrowed_without_scripts(clerk: Page, carried: SimpleNamespace) -> None:
    clerk.goto("/matters/")
    clerk.get_by_label("关键词").fill("资金")
    clerk.get_by_role("button", name="筛选").click()
    expect(clerk.get_by_role("row")).to_have_count(1 + 1)
