package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;

/**
 * What AWS's runtime interface client for Java does in native code, in Java: asks for invocations and hands over results. Stands
 * before the client on the class path of functions. So functions in Java run where there is no native code for them, and a
 * mark follows all that belongs to an invocation, as with our own starting programs. Compiled for Java 11 by {@code pom.xml}.
 */
final class NativeClient {
    private static final String RUNTIME = "/2018-06-01/runtime/invocation/";
    private static final int LINE_BYTES_MAX = 1024 * 1024;

    private static String host;
    private static InputStream in;
    private static OutputStream out;
    private static String unmarked = "";

    private NativeClient() {}

    static void init(String address) {
        host = address;
        int colon = address.lastIndexOf(':');
        try {
            Socket socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InvocationRequest next() {
        // The client writes of a failure once it has told it.
        mark(unmarked);
        InvocationRequest request = exchange("GET", "next", new byte[0]);
        unmarked = request.getId();
        return request;
    }

    static void postInvocationResponse(byte[] requestId, byte[] response) {
        String id = new String(requestId, UTF_8);
        mark(id);
        unmarked = "";
        exchange("POST", id + "/response", response);
    }

    private static InvocationRequest exchange(String method, String path, byte[] body) {
        byte[] head = (method + " " + RUNTIME + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        try {
            out.write(all);
            out.flush();
            return answer();
        } catch (IOException e) {
            // Nobody is there any more to work for.
            Runtime.getRuntime().halt(0);
            throw new UncheckedIOException(e);
        }
    }

    private static InvocationRequest answer() throws IOException {
        InvocationRequest request = new InvocationRequest();
        line();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).trim();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length":
                    length = Integer.parseInt(value);
                    break;
                case "lambda-runtime-aws-request-id":
                    request.setId(value);
                    break;
                case "lambda-runtime-trace-id":
                    request.setXrayTraceId(value);
                    break;
                case "lambda-runtime-invoked-function-arn":
                    request.setInvokedFunctionArn(value);
                    break;
                case "lambda-runtime-deadline-ms":
                    request.setDeadlineTimeInMs(Long.parseLong(value));
                    break;
                case "lambda-runtime-client-context":
                    request.setClientContext(value);
                    break;
                case "lambda-runtime-cognito-identity":
                    request.setCognitoIdentity(value);
                    break;
                case "lambda-runtime-aws-tenant-id":
                    request.setTenantId(value);
                    break;
                default:
                    break;
            }
        }
        request.setContent(in.readNBytes(length));
        return request;
    }

    private static String line() throws IOException {
        byte[] bytes = new byte[256];
        int length = 0;
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0 || length == LINE_BYTES_MAX) {
                throw new IOException("The Runtime API has ended.");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            bytes[length++] = (byte) each;
        }
        return new String(bytes, 0, length, UTF_8).trim();
    }

    /** All that was written before belongs to this invocation. */
    private static void mark(String requestId) {
        if (requestId.isEmpty()) {
            return;
        }
        System.out.flush();
        System.err.flush();
        try {
            // Not to be closed: it is the process's own.
            FileOutputStream output = new FileOutputStream(FileDescriptor.out);
            output.write(("\u0001cloudjar " + requestId + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            // Nobody reads what is written any more, so that nobody misses the mark.
            return;
        }
    }
}
