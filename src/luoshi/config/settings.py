"""Django settings. What an operator may change is declared in environment.py."""

from datetime import timedelta

from luoshi.config.environment import data_directory, env, secret_key, value

DATA = data_directory()
SECRET_KEY = secret_key(DATA)
DEBUG = value("LUOSHI_DEBUG")
ALLOWED_HOSTS = value("LUOSHI_HOSTS")
CSRF_TRUSTED_ORIGINS = value("LUOSHI_ORIGINS")
UPLOAD_BYTES = value("LUOSHI_UPLOAD_MB") * 1024 * 1024
MFA_REQUIRED = value("LUOSHI_MFA_REQUIRED")
LEDGER_HASH = value("LUOSHI_HASH")
READER_URL = value("LUOSHI_READER_URL")
READER_MODEL = value("LUOSHI_READER_MODEL")
READER_KEY = value("LUOSHI_READER_KEY")
READER_KEY_FILE = value("LUOSHI_READER_KEY_FILE")
READER_SECONDS = value("LUOSHI_READER_SECONDS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "luoshi.ledger",
    "luoshi.units",
    "luoshi.accounts",
    "luoshi.files",
    "luoshi.directives",
    "luoshi.advice",
    "luoshi.matters",
    "luoshi.precedents",
    "luoshi.bulletins",
    "luoshi.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "luoshi.web.middleware.ContentSecurityMiddleware",
    "luoshi.web.middleware.ActorMiddleware",
    "luoshi.web.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "luoshi.config.urls"
WSGI_APPLICATION = "luoshi.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luoshi.web.context.chrome",
            ],
            "builtins": ["luoshi.web.templatetags.luoshi"],
        },
    }
]

_url = value("LUOSHI_DATABASE_URL") or f"sqlite:///{DATA / 'luoshi.sqlite3'}"
DATABASES = {"default": env.db_url_config(_url)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time that waits its turn, readers never blocked, each commit on disk before it is answered.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = (
        None  # opening a file anew for each page would cost more than its queries
    )
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # The same few statements make every page: the server plans each once a connection, not each time.
    DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=3)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "luoshi.web.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Lockout is axes's, per name and address; a whole building may log in from one address at nine o'clock.
ACCOUNT_RATE_LIMITS = {"login_failed": False, "login": "300/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "落实"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks without internet drift
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = value("LUOSHI_HTTPS")
CSRF_FAILURE_VIEW = "luoshi.web.errors.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if value("LUOSHI_HTTPS") else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

AXES_FAILURE_LIMIT = value("LUOSHI_LOCKOUT_FAILURES")
AXES_COOLOFF_TIME = timedelta(minutes=value("LUOSHI_LOCKOUT_MINUTES"))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "luoshi.web.errors.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_IPWARE_PROXY_COUNT = value("LUOSHI_PROXIES")
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
