"""Starts functions written in Python: asks the Runtime API for invocations and calls the handler with them, as AWS's
runtime does. Speaks HTTP over a socket of its own, since every invocation pays for it."""
import json
import logging
import os
import socket
import sys
import time

RUNTIME = "/2018-06-01/runtime/"
HOST = os.environ["AWS_LAMBDA_RUNTIME_API"]
TASK = os.environ["LAMBDA_TASK_ROOT"]
JSON_LOGS = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"


class Connection:
    def __init__(self):
        host, port = HOST.split(":")
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

    def request(self, method, path, headers=(), body=b""):
        head = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", f"Content-Length: {len(body)}"]
        head.extend(f"{name}: {value}" for name, value in headers)
        self.socket.sendall(("\r\n".join(head) + "\r\n\r\n").encode("utf-8") + body)
        return self._answer()

    def _more(self):
        part = self.socket.recv(65536)
        if not part:
            os._exit(0)
        return part

    def _answer(self):
        data = self.received
        while True:
            end = data.find(b"\r\n\r\n")
            if end >= 0:
                break
            data += self._more()
        headers = {}
        for line in data[:end].decode("utf-8").split("\r\n")[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        rest = data[end + 4:]
        length = int(headers.get("content-length", "0"))
        if len(rest) < length:
            parts = [rest]
            have = len(rest)
            while have < length:
                part = self._more()
                parts.append(part)
                have += len(part)
            rest = b"".join(parts)
        self.received = rest[length:]
        return headers, rest[:length]


class Identity:
    def __init__(self, values):
        self.cognito_identity_id = values.get("cognitoIdentityId")
        self.cognito_identity_pool_id = values.get("cognitoIdentityPoolId")

    def __repr__(self):
        return f"CognitoIdentity([cognito_identity_id={self.cognito_identity_id},cognito_identity_pool_id={self.cognito_identity_pool_id}])"


class Client:
    def __init__(self, values):
        for name in ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"):
            setattr(self, name, values.get(name))


class ClientContext:
    def __init__(self, values):
        client = values.get("client")
        self.client = Client(client) if isinstance(client, dict) else None
        self.custom = values.get("custom")
        self.env = values.get("env")


class LambdaContext:
    def __init__(self, headers):
        env = os.environ
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.log_group_name = env.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = env.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = env.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = env.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = env.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.tenant_id = headers.get("lambda-runtime-aws-tenant-id")
        client = headers.get("lambda-runtime-client-context")
        values = json.loads(client) if client else None
        self.client_context = ClientContext(values) if isinstance(values, dict) else None
        identity = headers.get("lambda-runtime-cognito-identity")
        self.identity = Identity(json.loads(identity) if identity else {})
        self._epoch_deadline_time_in_ms = int(headers["lambda-runtime-deadline-ms"])

    def get_remaining_time_in_millis(self):
        return max(self._epoch_deadline_time_in_ms - int(round(time.time() * 1000)), 0)

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        names = ("aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
                 "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id")
        return "LambdaContext([" + ",".join(f"{name}={getattr(self, name)}" for name in names) + "])"


class Request(logging.Filter):
    aws_request_id = ""

    def filter(self, record):
        record.aws_request_id = Request.aws_request_id
        return True


class Lines(logging.StreamHandler):
    """A record of several lines stays one event."""

    def format(self, record):
        if JSON_LOGS:
            line = {
                "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
                "level": record.levelname,
                "message": record.getMessage(),
                "logger": record.name,
            }
            if Request.aws_request_id:
                line["requestId"] = Request.aws_request_id
            if record.exc_info:
                import traceback
                line["stackTrace"] = traceback.format_tb(record.exc_info[2])
                line["errorType"] = record.exc_info[0].__name__
                line["errorMessage"] = str(record.exc_info[1])
            return json.dumps(line, ensure_ascii=False, default=str)
        text = super().format(record)
        return text[:-1].replace("\n", "\r") if text.endswith("\n") else text.replace("\n", "\r")


def set_up_logging():
    logging.Formatter.converter = time.gmtime
    handler = Lines(sys.stdout)
    handler.setFormatter(logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"))
    handler.addFilter(Request())
    logging.root.addHandler(handler)
    if JSON_LOGS:
        logging.root.setLevel(os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO").replace("TRACE", "NOTSET"))


def encode(value):
    from decimal import Decimal
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    raise TypeError(f"Object of type {value.__class__.__name__} is not JSON serializable")


class Fault(Exception):
    def __init__(self, kind, message, trace=None):
        super().__init__(message)
        self.kind = kind
        self.trace = trace


def describe(kind, message, trace, request_id):
    return {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace}


def note(error):
    """Writes an error as AWS's runtime does: one event, its lines indented with blanks that do not break."""
    kind, message, trace = error["errorType"], error["errorMessage"], error["stackTrace"]
    if JSON_LOGS:
        line = {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "log_level": "ERROR",
                "errorMessage": message, "errorType": kind, "requestId": Request.aws_request_id, "stackTrace": trace}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    text = f"[ERROR] {kind}: {message}" if kind else f"[ERROR] {message}"
    if trace:
        text += "\nTraceback (most recent call last):\n"
        lines = "".join(trace).rstrip("\n").split("\n")
        text += "\n".join("\u00a0" * (len(line) - len(line.lstrip(" "))) + line.lstrip(" ") for line in lines)
    sys.stdout.write(text.replace("\n", "\r") + "\n")


def of_exception(error, request_id, skip):
    if isinstance(error, Fault):
        return describe(error.kind, str(error), error.trace or [], request_id)
    import traceback
    frames = traceback.extract_tb(error.__traceback__)
    while frames and (frames[0].filename == __file__):
        frames = frames[1:]
    return describe(type(error).__name__, str(error), traceback.format_list(frames), request_id)


class Sdk:
    """Finds AWS's SDK where the machine has it, after all else: AWS's runtime brings it along, and functions bring their own."""

    NAMES = frozenset(("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six"))

    def __init__(self, directory):
        self.directory = directory

    def find_spec(self, name, path=None, target=None):
        if path is not None or name not in Sdk.NAMES:
            return None
        from importlib.machinery import PathFinder
        return PathFinder.find_spec(name, [self.directory])


def load():
    text = os.environ.get("_HANDLER", "")
    try:
        module_name, function_name = text.rsplit(".", 1)
    except ValueError as error:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{text}': {error}")
    import importlib
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}")
    except SyntaxError as error:
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}']
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", trace)
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")


def mark(request_id):
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.write(1, f"\x01cloudjar {request_id}\n".encode("ascii"))
    except OSError:
        pass


def serve(connection, handler, headers, body):
    request_id = headers["lambda-runtime-aws-request-id"]
    Request.aws_request_id = request_id
    trace_id = headers.get("lambda-runtime-trace-id")
    if trace_id:
        os.environ["_X_AMZN_TRACE_ID"] = trace_id
    path = RUNTIME + "invocation/" + request_id
    try:
        try:
            event = json.loads(body)
        except ValueError as error:
            raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}")
        result = handler(event, LambdaContext(headers))
        try:
            answer = json.dumps(result, ensure_ascii=False, default=encode).encode("utf-8")
        except (TypeError, ValueError, UnicodeEncodeError) as error:
            raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}")
    except Exception as error:
        failed = of_exception(error, request_id, 1)
        note(failed)
        mark(request_id)
        connection.request(
            "POST", path + "/error",
            (("Content-Type", "application/json"), ("Lambda-Runtime-Function-Error-Type", failed["errorType"])),
            json.dumps(failed, ensure_ascii=False).encode("utf-8"))
        return
    mark(request_id)
    connection.request("POST", path + "/response", (("Content-Type", "application/json"),), answer)


def main():
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    opt = "/opt" if TASK == "/var/task" else os.environ.get("LD_LIBRARY_PATH", "/opt/lib").rsplit(":", 1)[-1][:-4]
    sys.path[0:1] = [TASK, f"{opt}/python/lib/{python}/site-packages", f"{opt}/python"]
    if len(sys.argv) > 1:
        sys.meta_path.append(Sdk(sys.argv[1]))
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=False)
    set_up_logging()
    connection = Connection()
    try:
        handler = load()
    except Exception as error:
        failed = of_exception(error, "", 2)
        note(failed)
        sys.stdout.flush()
        connection.request(
            "POST", RUNTIME + "init/error",
            (("Content-Type", "application/json"), ("Lambda-Runtime-Function-Error-Type", failed["errorType"])),
            json.dumps(failed, ensure_ascii=False).encode("utf-8"))
        sys.exit(1)
    while True:
        headers, body = connection.request("GET", RUNTIME + "invocation/next")
        serve(connection, handler, headers, body)


if __name__ == "__main__":
    main()
