// Starts functions written for Node.js: asks the Runtime API for invocations and calls the handler with them, as AWS's
// runtime does. Speaks HTTP over a socket of its own, since every invocation pays for it.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import util from 'node:util';
import Module, { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { PassThrough, Writable } from 'node:stream';

const env = process.env;
const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
const RUNTIME = '/2018-06-01/runtime/';
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');
const jsonLogs = env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const majorVersion = Number(process.versions.node.split('.')[0]);
let requestId = '';

// ---- the connection ----------------------------------------------------------------------------------------------------
const socket = net.connect(Number(port), host);
socket.setNoDelay(true);
socket.on('error', () => process.exit(1));
socket.on('close', () => process.exit(0));
let received = Buffer.alloc(0);
let wanted = null;

function offer() {
  if (!wanted) return;
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return;
  const lines = received.subarray(0, end).toString('utf8').split('\r\n');
  const headers = {};
  for (let i = 1; i < lines.length; i++) {
    const colon = lines[i].indexOf(':');
    headers[lines[i].slice(0, colon).toLowerCase()] = lines[i].slice(colon + 1).trim();
  }
  const length = Number(headers['content-length'] || 0);
  if (received.length < end + 4 + length) return;
  const answer = { status: Number(lines[0].split(' ')[1]), headers, body: received.subarray(end + 4, end + 4 + length) };
  received = received.subarray(end + 4 + length);
  const take = wanted;
  wanted = null;
  take(answer);
}

const pieces = [];
socket.on('data', (piece) => {
  pieces.push(piece);
  received = received.length ? Buffer.concat([received, piece]) : piece;
  pieces.length = 0;
  offer();
});

function answered() {
  return new Promise((resolve) => {
    wanted = resolve;
    offer();
  });
}

function request(method, where, headers, body) {
  const bytes = Buffer.from(body || '');
  let head = `${method} ${where} HTTP/1.1\r\nHost: ${host}:${port}\r\n`;
  for (const [name, value] of Object.entries(headers)) head += `${name}: ${value}\r\n`;
  head += `Content-Length: ${bytes.length}\r\n\r\n`;
  socket.write(bytes.length ? Buffer.concat([Buffer.from(head), bytes]) : head);
  return answered();
}

// ---- what is written ---------------------------------------------------------------------------------------------------
function write(text) {
  const bytes = Buffer.from(text);
  let from = 0;
  while (from < bytes.length) {
    try {
      from += fs.writeSync(1, bytes, from);
    } catch (e) {
      if (e.code !== 'EAGAIN') return;
    }
  }
}

const levels = { log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', debug: 'DEBUG', trace: 'TRACE' };
const ranks = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const least = jsonLogs ? Math.max(0, ranks.indexOf(env.AWS_LAMBDA_LOG_LEVEL || 'INFO')) : 0;
for (const [name, level] of Object.entries(levels)) {
  console[name] = (...values) => log(level, values);
}
console.fatal = (...values) => log('FATAL', values);

function log(level, values) {
  if (ranks.indexOf(level) < least) return;
  const time = new Date().toISOString();
  if (jsonLogs) {
    const line = { timestamp: time, level, requestId };
    if (values.length === 1) {
      line.message = values[0] instanceof Error ? describe(values[0], 'stackTrace') : values[0];
    } else {
      line.message = util.format(...values);
      const error = values.find((value) => value instanceof Error);
      if (error) Object.assign(line, describe(error, 'stackTrace'));
    }
    let text;
    try {
      text = JSON.stringify(line);
    } catch (e) {
      text = JSON.stringify({ ...line, message: util.format(...values) });
    }
    write(text + '\n');
    return;
  }
  write(`${time}\t${requestId || 'undefined'}\t${level}\t${util.format(...values).replace(/\n/g, '\r')}\n`);
}

// ---- errors ------------------------------------------------------------------------------------------------------------
class RuntimeError extends Error {
  constructor(type, message) {
    super(message);
    this.name = type;
  }
}

function describe(error, trace) {
  if (error instanceof Error || (error && error.name && error.message)) {
    return {
      errorType: error.name ? error.name.replace(/\x7F/g, '%7F') : 'Error',
      errorMessage: String(error.message).replace(/\x7F/g, '%7F'),
      [trace]: String(error.stack || '').replace(/\x7F/g, '%7F').split('\n'),
    };
  }
  return { errorType: typeof error, errorMessage: error === undefined ? 'undefined' : String(error), [trace]: [] };
}

function noted(what, error) {
  const shown = describe(error, 'stack');
  for (const key of Object.keys(error instanceof Error ? error : {})) {
    if (!(key in shown) && key !== 'name' && key !== 'message') shown[key] = error[key];
  }
  if (jsonLogs) {
    const level = what.startsWith('Invoke') ? 'ERROR' : 'FATAL';
    write(JSON.stringify({ timestamp: new Date().toISOString(), level, requestId, message: describe(error, 'stackTrace') }) + '\n');
  } else {
    let text;
    try {
      text = JSON.stringify(shown);
    } catch (e) {
      text = util.inspect(shown);
    }
    write(`${new Date().toISOString()}\t${requestId || 'undefined'}\tERROR\t${what} \t${text}\n`);
  }
}

function mark(id) {
  write(`\u0001cloudjar ${id}\n`);
}

async function fail(id, error) {
  mark(id);
  const body = describe(error, 'trace');
  await request('POST', `${RUNTIME}invocation/${id}/error`, {
    'Content-Type': 'application/json',
    'Lambda-Runtime-Function-Error-Type': encodeURIComponent(body.errorType).replace(/%20/g, ' '),
  }, JSON.stringify(body));
}

async function failInit(error) {
  noted('Uncaught Exception', error);
  const body = describe(error, 'trace');
  await request('POST', `${RUNTIME}init/error`, { 'Content-Type': 'application/json' }, JSON.stringify(body));
  process.exit(1);
}

// ---- streaming ---------------------------------------------------------------------------------------------------------
class ResponseStream extends Writable {
  constructor(id) {
    super({ highWaterMark: 64 * 1024 });
    this.id = id;
    this.begun = false;
    this.type = 'application/octet-stream';
    this.ended = new Promise((resolve) => { this.resolveEnded = resolve; });
  }

  setContentType(type) {
    if (this.begun) throw new RuntimeError('InvalidStreamingOperation', 'Cannot set content-type, too late.');
    this.type = type;
  }

  _onBeforeFirstWrite(write) {
    this.before = write;
  }

  begin() {
    if (this.begun) return;
    this.begun = true;
    socket.write(`POST ${RUNTIME}invocation/${this.id}/response HTTP/1.1\r\nHost: ${host}:${port}\r\n`
      + `Content-Type: ${this.type}\r\nLambda-Runtime-Function-Response-Mode: streaming\r\n`
      + 'Transfer-Encoding: chunked\r\nTrailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n');
    if (this.before) this.before((chunk) => this.chunk(Buffer.from(chunk)));
  }

  chunk(bytes, done) {
    if (!bytes.length) return done && done();
    return socket.write(Buffer.concat([Buffer.from(bytes.length.toString(16) + '\r\n'), bytes, Buffer.from('\r\n')]), done);
  }

  _write(piece, encoding, done) {
    this.begin();
    const value = Buffer.isBuffer(piece) ? piece : Buffer.from(piece, encoding === 'buffer' ? 'utf8' : encoding);
    this.chunk(value, () => done());
  }

  _final(done) {
    this.begin();
    mark(this.id);
    socket.write('0\r\n\r\n');
    answered().then(() => { done(); this.resolveEnded(); });
  }

  async abort(error) {
    this.destroyed || this.destroy();
    if (!this.begun) return fail(this.id, error);
    const body = describe(error, 'trace');
    mark(this.id);
    socket.write(`0\r\nLambda-Runtime-Function-Error-Type: ${body.errorType}\r\n`
      + `Lambda-Runtime-Function-Error-Body: ${Buffer.from(JSON.stringify(body)).toString('base64')}\r\n\r\n`);
    await answered();
  }
}

globalThis.awslambda = {
  streamifyResponse(handler, options) {
    handler[STREAMING] = 'response';
    if (options && options.highWaterMark !== undefined) handler[HIGH_WATER_MARK] = parseInt(options.highWaterMark, 10);
    return handler;
  },
  HttpResponseStream: {
    from(stream, prelude) {
      stream.setContentType('application/vnd.awslambda.http-integration-response');
      stream._onBeforeFirstWrite((put) => {
        put(JSON.stringify(prelude));
        put(new Uint8Array(8));
      });
      return stream;
    },
  },
};

// ---- AWS's SDK --------------------------------------------------------------------------------------------------------
// What the machine has of it is found after all else: AWS's runtime brings it along, and functions bring their own.
const sdk = process.argv[2];
const isOfSdk = /^@(aws-sdk|smithy)\//;
if (sdk) {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function resolveFilename(name, ...rest) {
    try {
      return resolve.call(this, name, ...rest);
    } catch (e) {
      if (e.code !== 'MODULE_NOT_FOUND' || !isOfSdk.test(name)) throw e;
      return resolve.call(this, name, null, false, { paths: [sdk] });
    }
  };
}

let findsForModules = false;
/** Costs a thread, so that only ES modules pay for it. */
function findForModules() {
  if (!sdk || findsForModules) return;
  findsForModules = true;
  const hook = `export async function resolve(name, context, next) {
    try {
      return await next(name, context);
    } catch (e) {
      if (e.code !== 'ERR_MODULE_NOT_FOUND' || !${isOfSdk}.test(name)) throw e;
      return next(name, { ...context, parentURL: ${JSON.stringify(pathToFileURL(path.join(sdk, 'function.mjs')).href)} });
    }
  }`;
  Module.register('data:text/javascript,' + encodeURIComponent(hook));
}

// ---- the handler -------------------------------------------------------------------------------------------------------
function exists(file) {
  try {
    return fs.statSync(file).isFile();
  } catch (e) {
    return false;
  }
}

function isModule(file) {
  for (let directory = path.dirname(file); ; directory = path.dirname(directory)) {
    const description = path.join(directory, 'package.json');
    if (exists(description)) {
      try {
        return JSON.parse(fs.readFileSync(description, 'utf8')).type === 'module';
      } catch (e) {
        return false;
      }
    }
    if (directory === path.dirname(directory)) return false;
  }
}

async function loadModule(root, name) {
  const require = createRequire(path.join(root, 'index.js'));
  const full = path.resolve(root, name);
  const file = [full, full + '.js', full + '.mjs', full + '.cjs'].find(exists);
  try {
    if (file === undefined) return require(require.resolve(name, { paths: [root, ...(env.NODE_PATH || '').split(':')] }));
    if (file.endsWith('.mjs') || (file.endsWith('.js') && isModule(file))) {
      findForModules();
      return await import(pathToFileURL(file).href);
    }
    return require(file);
  } catch (e) {
    if (e instanceof SyntaxError) throw Object.assign(new RuntimeError('Runtime.UserCodeSyntaxError', String(e)), { stack: e.stack });
    if (e && (e.code === 'MODULE_NOT_FOUND' || e.code === 'ERR_MODULE_NOT_FOUND')) {
      throw Object.assign(new RuntimeError('Runtime.ImportModuleError', String(e).replace(name + '\'', path.basename(name) + '\'')), { stack: e.stack });
    }
    throw e;
  }
}

async function loadHandler() {
  const text = env._HANDLER || '';
  if (text.includes('..')) throw new RuntimeError('Runtime.MalformedHandlerName', `'${text}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`);
  const base = path.basename(text);
  const directory = text.slice(0, text.length - base.length);
  const match = base.match(/^([^.]*)\.(.*)$/);
  if (!match) throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  const module = await loadModule(env.LAMBDA_TASK_ROOT, path.join(directory, match[1]));
  let found = module;
  for (const name of match[2].split('.')) found = found && (found[name] !== undefined ? found[name] : found.default && found.default[name]);
  if (found === undefined || found === null) throw new RuntimeError('Runtime.HandlerNotFound', `${text} is undefined or not exported`);
  if (typeof found !== 'function') throw new RuntimeError('Runtime.HandlerNotFound', `${text} is not a function`);
  return found;
}

// ---- invocations -------------------------------------------------------------------------------------------------------
function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const parsed = (name) => (headers[name] ? JSON.parse(headers[name]) : undefined);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: parsed('lambda-runtime-client-context'),
    identity: parsed('lambda-runtime-cognito-identity'),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

let emptied = null;
process.on('beforeExit', () => {
  const call = emptied;
  emptied = null;
  if (call) call();
});

/** The result of a handler that returns a promise or calls back. */
function called(handler, event, context) {
  return new Promise((resolve, reject) => {
    let done = false;
    const callback = (error, result) => {
      if (done) return;
      done = true;
      const settle = () => (error === undefined || error === null ? resolve(result) : reject(error));
      if (context.callbackWaitsForEmptyEventLoop) {
        emptied = settle;
      } else {
        emptied = null;
        setImmediate(settle);
      }
    };
    if (majorVersion < 24) {
      context.done = callback;
      context.fail = (error) => { context.callbackWaitsForEmptyEventLoop = false; callback(error === undefined ? 'handled' : error); };
      context.succeed = (result) => { context.callbackWaitsForEmptyEventLoop = false; callback(null, result); };
    }
    emptied = () => {
      if (!done) {
        done = true;
        resolve(null);
      }
    };
    const result = handler(event, context, callback);
    if (result && typeof result.then === 'function') {
      done = true;
      emptied = () => {};
      result.then(resolve, reject);
    }
  });
}

async function serve(handler, answer) {
  const headers = answer.headers;
  requestId = headers['lambda-runtime-aws-request-id'];
  const id = requestId;
  if (headers['lambda-runtime-trace-id']) env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const streams = handler[STREAMING] === 'response';
  let stream;
  try {
    const event = JSON.parse(answer.body.toString('utf8'));
    const context = contextOf(headers);
    socket.unref();
    if (streams) {
      socket.ref();
      stream = new ResponseStream(id);
      await handler(event, stream, context);
      if (!stream.writableEnded) stream.end();
      await stream.ended;
      return;
    }
    const result = await called(handler, event, context);
    socket.ref();
    const text = JSON.stringify(result === undefined ? null : result);
    mark(id);
    await request('POST', `${RUNTIME}invocation/${id}/response`, { 'Content-Type': 'application/json' }, text === undefined ? 'null' : text);
  } catch (error) {
    socket.ref();
    noted('Invoke Error', error);
    await (stream ? stream.abort(error) : fail(id, error));
  }
}

function ends(type) {
  return (error) => {
    const shown = type ? Object.assign(new RuntimeError(type, String(error)), { reason: error, stack: error && error.stack }) : error;
    socket.ref();
    noted(type ? 'Unhandled Promise Rejection' : 'Uncaught Exception', shown);
    const told = requestId ? fail(requestId, shown)
      : request('POST', `${RUNTIME}init/error`, { 'Content-Type': 'application/json' }, JSON.stringify(describe(shown, 'trace')));
    told.then(() => process.exit(type ? 128 : 129));
  };
}
process.on('uncaughtException', ends(null));
process.on('unhandledRejection', ends('Runtime.UnhandledPromiseRejection'));

let handler;
try {
  handler = await loadHandler();
} catch (e) {
  await failInit(e);
}
for (;;) {
  const answer = await request('GET', `${RUNTIME}invocation/next`, {});
  await serve(handler, answer);
}
