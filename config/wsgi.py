import os

from django.core.wsgi import get_wsgi_application

from config.bodies import BoundedBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = BoundedBodies(get_wsgi_application())
