from django.contrib.admin.apps import AdminConfig


class CurationConfig(AdminConfig):
    default_site = "accounts.curation_site.CurationSite"
