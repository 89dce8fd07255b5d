package cloudjar.kernel.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The way to a mail server that takes letters from us by SMTP (RFC 5321), without TLS and without a password, as one on the same machine
 * does. Who sends does not wait: the answer comes on a thread of the executor. Thread-safe.
 */
public final class MailRelay {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int READY = 220;
    private static final int BYE = 221;
    private static final int DONE = 250;
    private static final int GO_ON = 354;
    private static final int REPLY_CODE_DIGITS = 3;

    private final MailServer server;
    private final Executor executor;

    /**
     * A way to a server.
     *
     * @param executor runs what waits for it
     */
    public MailRelay(MailServer server, Executor executor) {
        this.server = server;
        this.executor = executor;
    }

    /** Sends a letter. {@code answered} is called once, with the code of the relay's last reply or with why there is none. */
    public void post(Letter letter, Consumer<WebAnswer> answered) {
        executor.execute(() -> answered.accept(answer(letter)));
    }

    private WebAnswer answer(Letter letter) {
        try (Socket socket = new Socket()) {
            int millis = (int) TIMEOUT.toMillis();
            socket.connect(new InetSocketAddress(server.host(), server.port()), millis);
            socket.setSoTimeout(millis);
            return new WebAnswer.Answered(dialog(socket, letter));
        } catch (IOException e) {
            String message = e.getMessage();
            return new WebAnswer.Unreachable(message == null ? e.getClass().getSimpleName() : message);
        }
    }

    /** The last reply: 250 where the relay has the letter, and otherwise why it has not. */
    private static int dialog(Socket socket, Letter letter) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream();
        String[] said = {
            "", "EHLO localhost", "MAIL FROM:<" + letter.from() + ">", "RCPT TO:<" + letter.to() + ">", "DATA"
        };
        int[] wanted = {READY, DONE, DONE, DONE, GO_ON};
        for (int i = 0; i < said.length; i++) {
            if (i > 0) {
                say(out, said[i]);
            }
            int reply = reply(in);
            if (reply != wanted[i]) {
                return reply;
            }
        }
        say(out, content(letter) + "\r\n.");
        int last = reply(in);
        say(out, "QUIT");
        return reply(in) == BYE || last == DONE ? last : BYE;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The code of a reply, which may have several lines. */
    private static int reply(BufferedReader in) throws IOException {
        while (true) {
            String line = in.readLine();
            if (line == null || !line.matches("[0-9]{3}.*")) {
                throw new IOException("no reply of SMTP: " + line);
            }
            if (line.length() == REPLY_CODE_DIGITS || line.charAt(REPLY_CODE_DIGITS) != '-') {
                return Integer.parseInt(line.substring(0, REPLY_CODE_DIGITS));
            }
        }
    }

    /** Head and body; in Base64, whose lines are short and never begin with a dot. */
    private static String content(Letter letter) {
        Base64.Encoder base64 = Base64.getMimeEncoder();
        return "From: " + letter.from() + "\r\nTo: " + letter.to() + "\r\nSubject: " + encoded(letter.subject())
                + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + base64.encodeToString(letter.text().getBytes(StandardCharsets.UTF_8));
    }

    /** A word of RFC 2047: whatever it holds, it is one word of ASCII. */
    private static String encoded(String subject) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
