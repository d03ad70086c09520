"""What goes wrong between here and the endpoint, each in one sentence."""

from typing import ClassVar

from luoshi.kernel.errors import LuoshiError


class EndpointFailed(LuoshiError):
    """The service behind this one did not answer as it should: 502."""

    status: ClassVar[int] = 502


def unreachable(shown: str) -> EndpointFailed:
    return EndpointFailed(
        "endpoint-unreachable", f"连不上模型服务（{shown}）。请联系管理员检查服务是否开启、地址是否正确。"
    )


def too_slow(seconds: int) -> EndpointFailed:
    return EndpointFailed("endpoint-slow", f"模型服务在{seconds}秒内没有答完，已停止等待。请稍后再试。")


def too_long() -> EndpointFailed:
    return EndpointFailed("endpoint-long", "模型服务的回答过长，已中断，没有采用。")


def redirected() -> EndpointFailed:
    return EndpointFailed("endpoint-redirect", "模型服务要求转到另一个地址，已拒绝。请管理员核对设置的地址。")


def failed(status: int) -> EndpointFailed:
    return EndpointFailed(
        "endpoint-status", f"模型服务报错（{status}），没有回答。请联系管理员检查该服务、模型名称和密钥。"
    )


def nonsense() -> EndpointFailed:
    return EndpointFailed("endpoint-nonsense", "模型服务的回答不合约定的格式，没有采用。可以再试一次。")
