"""An application as it is written for a server of its own, and the few lines that make a handler of any WSGI application."""
import base64
import io
import sys
from urllib.parse import unquote

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
songs = {"1": {"id": "1", "title": "Blue Train"}}


@app.get("/songs/<name>")
def song(name):
    if name not in songs:
        abort(404)
    return jsonify(songs[name])


@app.post("/songs")
def add():
    made = {"id": str(len(songs) + 1), "title": request.get_json()["title"]}
    songs[made["id"]] = made
    answer = jsonify(made)
    answer.status_code = 201
    answer.set_cookie("last", made["id"])
    return answer


def handler(event, context):
    body = event.get("body") or ""
    body = base64.b64decode(body) if event.get("isBase64Encoded") else body.encode()
    environ = {
        "REQUEST_METHOD": event["requestContext"]["http"]["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(event["rawPath"]),
        "QUERY_STRING": event["rawQueryString"],
        "SERVER_NAME": event["headers"].get("host", "function"),
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": event["headers"].get("content-type", ""),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in event["headers"].items():
        environ["HTTP_" + name.upper().replace("-", "_")] = value
    told = {}

    def start_response(status, headers, exc_info=None):
        told["statusCode"] = int(status.split(" ")[0])
        told["headers"] = {name: value for name, value in headers if name != "Set-Cookie"}
        told["cookies"] = [value for name, value in headers if name == "Set-Cookie"]

    told["body"] = b"".join(app(environ, start_response)).decode()
    return told
