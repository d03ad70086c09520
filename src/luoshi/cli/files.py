"""``luoshi files``: what lies in the file store and belongs to nothing."""

import os

import click


@click.group(help="文件存储：查看和清理没有被任何事项、文件引用的上传内容。")
def files() -> None:
    """See the help text."""


@files.command(help="列出办理未成功而留下的上传内容（一天以前的）；加 --remove 才会删除。")
@click.option("--remove", is_flag=True, help="删除列出的内容。")
def orphans(*, remove: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from luoshi.files import actions, queries

    now, count = timezone.now(), 0
    for path in actions.sweep(at=now) if remove else queries.orphans(before=now - actions.GRACE):
        click.echo(f"{'已删除' if remove else '无引用'} {path.name}")
        count += 1
    click.echo(f"共{count}个{'，已删除。' if remove else '。'}")
