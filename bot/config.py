"""Settings: the only reader of the environment (house rule 2)."""

from __future__ import annotations

from typing import Any, Self

from pydantic import SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

REAL_SLACK = "https://slack.com/api/"


class Settings(BaseSettings):
    """Every setting with its default; the names are the environment's (docs/operations.md)."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = REAL_SLACK
    database_url: str = "sqlite:///klubban.db"
    port: int = 3000
    klubban_url: str | None = None
    klubban_secret: SecretStr | None = None
    klubban_now: str | None = None

    lease_seconds: float = 60
    http_timeout_seconds: float = 10
    posts_per_minute: int = 300
    updates_per_minute: int = 50
    channel_gap_seconds: float = 1.0
    own_rewrite_seconds: float = 3.0
    settle_seconds: float = 60
    drain_seconds: float = 1.0
    offline_exit_minutes: float = 10
    """Socket Mode: after so long without a connection the process ends, and its keeper starts it anew."""

    @classmethod
    def given(cls, **values: Any) -> Settings:
        """Only these settings, whatever stands in the environment or in .env: for the demo and for tests."""
        return _Given(**values)

    @field_validator("slack_api_url")
    @classmethod
    def _slash(cls, url: str) -> str:
        return url.rstrip("/") + "/"

    @field_validator("klubban_url")
    @classmethod
    def _no_slash(cls, url: str | None) -> str | None:
        return url.rstrip("/") if url else None

    @field_validator("klubban_secret")
    @classmethod
    def _not_guessed(cls, secret: SecretStr | None) -> SecretStr | None:
        """Whoever has one sealed address may try secrets on it as fast as they can."""
        if secret is not None and 0 < len(secret.get_secret_value()) < 32:
            raise ValueError("needs 32 characters or more: make one with `openssl rand -base64 48`")
        return secret or None

    @model_validator(mode="after")
    def _no_pretence_before_people(self) -> Self:
        if self.klubban_now and self.slack_api_url == REAL_SLACK:
            raise ValueError("KLUBBAN_NOW is for the demo and for tests; unset it, or set SLACK_API_URL to a stand-in")
        return self

    @property
    def signing_secrets(self) -> tuple[str, ...]:
        """One, or two while rotating, separated by a comma."""
        raw = self.slack_signing_secret.get_secret_value() if self.slack_signing_secret else ""
        return tuple(part.strip() for part in raw.split(",") if part.strip())


class _Given(Settings):
    """Settings that read nothing but their arguments."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        *_others: Any,
        **_more: Any,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments only."""
        return (init_settings,)
