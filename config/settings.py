"""Every setting of the site, driven by environment variables; `deploy/env.sample` lists them.

The one that most depends on is SITE_URL, the address people type: allowed hosts, trusted origins and
everything that https makes possible (secure cookies, HSTS, redirects) follow from it.
"""

import os
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_email_url
import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import Env
from whitenoise.compress import Compressor

from config import databases, logs, sentry
from config.private_files import make_private

django_stubs_ext.monkeypatch()  # lets classes such as ModelForm be written with their model's type

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
# A file that this user may not read (another one ran `make install`) is no reason to stop: the environment wins anyway.
if os.access(BASE_DIR / ".env", os.R_OK):
    env.read_env(BASE_DIR / ".env", recurse=False)

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "only-for-development" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Put a long random text in the environment variable SECRET_KEY (`make run` writes "
        "one to .env by itself), or set DEBUG=1 on a developer's machine."
    )
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])

# --- Where the site is

SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise ImproperlyConfigured(f"SITE_URL must look like https://dryrun.example.org, not {SITE_URL!r}.")
HTTPS = _site.scheme == "https"
_local_names = ["127.0.0.1", "localhost", "[::1]"] if _site.hostname in {"127.0.0.1", "localhost", "::1"} else []
ALLOWED_HOSTS = [_site.hostname, *_local_names, *env.list("ALLOWED_HOSTS", [])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- What it is made of

INSTALLED_APPS = [
    "accounts",
    "questions",
    "practice",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Always, and so are its tables: a person who once signed in by another site can then be deleted in any case.
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_tasks_db",
    "config.apps.CurationConfig",  # django.contrib.admin, with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, where ours do not replace them
]

# Sign-in by another site: each one needs an identifier and a secret, which that site hands out.
GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET = env.str("GITHUB_CLIENT_ID", ""), env.str("GITHUB_CLIENT_SECRET", "")
GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET = env.str("GOOGLE_CLIENT_ID", ""), env.str("GOOGLE_CLIENT_SECRET", "")
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    name: {"APPS": [{"client_id": identifier, "secret": secret}], "OAUTH_PKCE_ENABLED": True}
    for name, identifier, secret in [
        ("github", GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET),
        ("google", GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET),
    ]
    if identifier and secret
}
# Its addresses exist only where it is configured, and so does its button.
INSTALLED_APPS += [f"allauth.socialaccount.providers.{name}" for name in SOCIALACCOUNT_PROVIDERS]

MIDDLEWARE = [
    "config.request_ids.numbered",
    "config.middleware.request_log",
    "config.metrics.measured",
    "config.middleware.arrival",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.csp.allowances",
    "config.middleware.permissions_policy",
    "config.compression.PageCompression",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.bodies.bounded",
    "config.middleware.readable_forms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.sessions.PersonMiddleware",
    "config.middleware.personal_pages",
    "practice.views.expired.without_a_session",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.time_zone",
    "accounts.middleware.leaving",
    "accounts.middleware.staff_second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"kept": "config.kept"},
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "data")))
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
if DATA_DIR == BASE_DIR / "data":  # one that was chosen may be a shared folder, such as /tmp
    make_private(DATA_DIR, 0o700)

_database = env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'dryrun.sqlite3'}")
if _database["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES = {"default": databases.sqlite(_database)}
else:
    DATABASES = {
        "default": databases.postgresql(
            _database,
            connections=env.int("DATABASE_CONNECTIONS", 4),
            statement_seconds=env.int("DATABASE_STATEMENT_SECONDS", 30),
            lock_seconds=env.int("DATABASE_LOCK_SECONDS", 5),
            behind_pooler=env.bool("DATABASE_BEHIND_POOLER", False),
        )
    }

# Where PostgreSQL itself is, for backups, when DATABASE_URL names a pooler.
DIRECT_DATABASE = env.dj_db_url("DATABASE_DIRECT_URL", "") if env.str("DATABASE_DIRECT_URL", "") else None
BACKUPS = Path(_backups) if (_backups := env.str("BACKUPS", "")) else None

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in limits are counted here, so every process has to see the same numbers. A stranger who fills it must not make
# it forget them: Django's own bound is 300 entries.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Files that wait between the steps of an import (questions.admin.imports), which may meet different processes.
    "uploads": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "uploads",
        "TIMEOUT": 2 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
    # What each process may count for itself, since a minute's delay harms nobody (questions.published).
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process"},
    # The content of the questions that are asked at the moment (practice.views.access), apart, since it is large.
    "content": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "content",
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}

# --- Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "accounts.passwords.GuessablePasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "practice:home"
LOGOUT_REDIRECT_URL = "practice:home"

EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_IS_SENT = bool(EMAIL_URL)

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupTimeZoneForm"
ACCOUNT_FORMS = {
    "login": "accounts.entrance.LoginForm",
    "signup": "accounts.entrance.SignupForm",
    "add_email": "accounts.entrance.ChangeEmailForm",
    "change_password": "accounts.entrance.ChangePasswordForm",
    "set_password": "accounts.entrance.SetPasswordForm",
    "reset_password": "accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance.ResetPasswordKeyForm",
    "reauthenticate": "accounts.entrance.ReauthenticateForm",
    "confirm_email_verification_code": "accounts.entrance.ConfirmEmailForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# Without a mail server nobody could confirm anything; with one, nothing may tell whether an address has an account.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_IS_SENT else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = MAIL_IS_SENT
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = MAIL_IS_SENT
ACCOUNT_PREVENT_ENUMERATION = MAIL_IS_SENT
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_NOTIFICATIONS = MAIL_IS_SENT
# A session that somebody left open changes no address, password or second factor.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)

SOCIALACCOUNT_ADAPTER = "accounts.adapters.OtherSiteAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.entrance.OtherSiteSignupForm"}
# An address that another site calls confirmed opens no account that somebody else may have made here with it.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False

# The first key encrypts the secrets of second factors (accounts.encryption), each decrypts.
ENCRYPTION_KEYS = list(
    filter(
        None,
        [
            env.str("ENCRYPTION_KEY", ""),
            *env.list("ENCRYPTION_KEY_FALLBACKS", []),
            SECRET_KEY,
            *SECRET_KEY_FALLBACKS,
        ],
    )
)
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", False)
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.entrance.SecondFactorForm",
    "reauthenticate": "accounts.entrance.SecondFactorAgainForm",
    "activate_totp": "accounts.entrance.ActivateTOTPForm",
    "add_webauthn": "accounts.entrance.AddKeyForm",
    "authenticate_webauthn": "accounts.entrance.KeyForm",
    "login_webauthn": "accounts.entrance.KeyAloneForm",
    "reauthenticate_webauthn": "accounts.entrance.KeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Dry Run"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Without confirmed addresses (no mail server) a second factor must still be possible.
MFA_ALLOW_UNVERIFIED_EMAIL = not MAIL_IS_SENT

# --- Mail

# Without a mail server nothing is mailed and nothing printed: a log is no place for a link that signs somebody in.
_mail = dj_email_url.parse(EMAIL_URL or "dummy:")
if "EMAIL_BACKEND" not in _mail:
    raise ImproperlyConfigured("EMAIL_URL must look like submission://user:password@mail.example.org:587.")
MAILERS = {"default": {"BACKEND": _mail["EMAIL_BACKEND"]}}
if MAIL_IS_SENT and _mail["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
    MAILERS["default"]["OPTIONS"] = {
        "host": _mail["EMAIL_HOST"],
        "port": _mail["EMAIL_PORT"],
        "username": _mail["EMAIL_HOST_USER"],
        "password": _mail["EMAIL_HOST_PASSWORD"],
        "use_tls": _mail["EMAIL_USE_TLS"],
        "use_ssl": _mail["EMAIL_USE_SSL"],
        "timeout": 10,
    }
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"Dry Run <noreply@{_site.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
_admins: list[str] = env.list("ADMINS", [])
ADMINS = [parseaddr(address)[1] for address in _admins]

# --- Background work: `manage.py db_worker` does it, where something opt-in needs it: speech to text, second opinions.

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def _service(name: str, url: str, key: str) -> tuple[str, str]:
    """The address and the key of a service that is asked for something opt-in, if they can be meant."""
    url, parts = url.rstrip("/"), urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ImproperlyConfigured(f"{name}_URL must look like https://api.example.org/v1.")
    if key and parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise ImproperlyConfigured(f"{name}_KEY would travel in the clear: use https.")
    return url, key


TRANSCRIPTION_URL, TRANSCRIPTION_KEY = _service(
    "DRYRUN_TRANSCRIPTION", env.str("DRYRUN_TRANSCRIPTION_URL", ""), env.str("DRYRUN_TRANSCRIPTION_KEY", "")
)
TRANSCRIPTION_MODEL = env.str("DRYRUN_TRANSCRIPTION_MODEL", "whisper-1")
TRANSCRIPTION_LOCAL_MODEL = env.str("DRYRUN_TRANSCRIPTION_LOCAL_MODEL", "")
TRANSCRIPTION_MINUTES_A_DAY = env.int("DRYRUN_TRANSCRIPTION_MINUTES_A_DAY", 60)
if TRANSCRIPTION_URL and TRANSCRIPTION_LOCAL_MODEL:
    raise ImproperlyConfigured("Set DRYRUN_TRANSCRIPTION_URL or DRYRUN_TRANSCRIPTION_LOCAL_MODEL, not both.")

LLM_URL, LLM_KEY = _service("DRYRUN_LLM", env.str("DRYRUN_LLM_URL", ""), env.str("DRYRUN_LLM_KEY", ""))
LLM_MODEL = env.str("DRYRUN_LLM_MODEL", "")
LLM_READINGS = env.int("DRYRUN_LLM_READINGS", 3)
LLM_ANSWERS_A_DAY = env.int("DRYRUN_LLM_ANSWERS_A_DAY", 30)
if LLM_URL and not LLM_MODEL:
    raise ImproperlyConfigured("DRYRUN_LLM_URL needs DRYRUN_LLM_MODEL, the name of a model there.")
if not 1 <= LLM_READINGS <= 9:
    raise ImproperlyConfigured("DRYRUN_LLM_READINGS must be from 1 to 9.")

# --- Language and time: shown in each person's own zone (accounts.middleware)

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]  # what Django says of a field, in our words
TIME_ZONE = "UTC"
USE_TZ = True

# --- Static files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# Python for browsers, as package.json has it, and what can be had for it here (`make numpy`).
PYODIDE = "0.27.7"
PYODIDE_PACKAGES = frozenset(
    path.name.partition("-")[0] for path in (BASE_DIR / f"static/dist/pyodide-{PYODIDE}").glob("*.whl")
)
# What browsers get: the bundles that `node build.mjs` makes, not their sources, and pictures.
STATICFILES_DIRS = [("dist", BASE_DIR / "static/dist"), ("img", BASE_DIR / "static/img")]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# What never changes under its address: a name with a digest in it, or a folder that names the version.
WHITENOISE_IMMUTABLE_FILE_TEST = r"(\.[0-9a-f]{12}\.[^/]+|/dist/(chunks|assets|pyodide-[\d.]+)/[^/]+)$"
# The build has compressed it already (build.mjs): the highest level takes a minute for it.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "wasm", "whl"]
MEDIA_ROOT = DATA_DIR / "media"

# --- Security

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],  # data: is the QR code of a second factor
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF, "blob:"],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "report-uri": ["/csp-reports/"],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(self), payment=(), usb=(), browsing-topics=()"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "practice.views.expired.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
WITHOUT_DATABASE = (STATIC_URL, "/healthz", "/readyz")
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and env.bool("HSTS_SUBDOMAINS", True)
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # HSTS_PRELOAD is a choice, not an oversight
# For good, and for every name below the host: the owner says so, nobody else.
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How large a body may be is decided before it is read (config.bodies): a form's, an upload's, a stranger's.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOADS = {
    r"/interviews/[0-9]+/[0-9]+/recordings/": 5_200_000,  # practice.recordings.MAX_BYTES, and the rest of the form
    r"/bring-in/": 20_200_000,  # the same, of a learner's own archive
    r"/admin/questions/question/import/": 20_200_000,  # questions.text.LARGEST_FILE, likewise
}
LARGEST_BODY_OF_A_STRANGER = 100_000
GIVEN_BACK_WITHOUT_A_SESSION = r"/interviews/[0-9]+/[0-9]+/save/"  # practice.views.expired

# --- Logs: one line a request (config.middleware.request_log), to standard error

LOG_FORMAT = env.str("LOG_FORMAT", "line")
if LOG_FORMAT not in {"line", "json"}:
    raise ImproperlyConfigured(f"LOG_FORMAT is line or json, not {LOG_FORMAT!r}.")
LOGGING = logs.configured(as_json=LOG_FORMAT == "json", mails_faults=bool(ADMINS and MAIL_IS_SENT))
# Who shows it may read /metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
SENTRY_DSN = env.str("SENTRY_DSN", "")
if SENTRY_DSN:
    sentry.start(SENTRY_DSN)
SLOW_STATEMENT = env.int("SLOW_STATEMENT_MILLISECONDS", 500) / 1000
