package cloudjar.server.admin;

import cloudjar.protocols.HttpResponse;
import cloudjar.services.sso.SignIns.Waiting;
import java.nio.charset.StandardCharsets;

/** The one page that people see of IAM Identity Center: who asks, and in whose name to say yes. */
final class SignInPage {
    private static final String HEAD = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in - cloudjar</title>
            <style>body{font:16px system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}
            button,select,input{font:inherit;padding:.4rem .8rem;margin:.2rem}</style>
            """;

    /** Says yes or no to the page's own address, with all that stands behind its question mark. */
    private static final String SCRIPT = """
            <script>
            async function say(more) {
              const body = Object.assign(Object.fromEntries(new URLSearchParams(location.search)), more);
              const answer = await fetch(location.pathname, {method: 'POST', body: JSON.stringify(body)});
              const told = await answer.json();
              if (told.location) { location = told.location; return; }
              document.getElementById('said').textContent = told.error || (told.denied ? 'Denied.' :
                'Done. You may close this window.');
            }
            </script>
            """;

    private SignInPage() {}

    /** Asks in whose name to sign in. */
    static HttpResponse ask(Waiting waiting, String code) {
        StringBuilder page = new StringBuilder(HEAD)
                .append("<h1>Sign in</h1><p><b>")
                .append(escaped(waiting.program()))
                .append("</b> asks for access to ")
                .append(escaped(waiting.portal()))
                .append(".</p><p>Code: <b>")
                .append(escaped(code))
                .append("</b></p>");
        if (waiting.users().isEmpty()) {
            page.append("<p>There is no user yet: <code>aws identitystore create-user</code> makes one.</p>");
        } else {
            page.append("<p><select id=\"user\">");
            waiting.users()
                    .forEach(user ->
                            page.append("<option>").append(escaped(user)).append("</option>"));
            page.append(
                    "</select> <button onclick=\"say({user: document.getElementById('user').value})\">Approve</button>");
        }
        page.append(" <button onclick=\"say({deny: 'true'})\">Deny</button></p><p id=\"said\"></p>")
                .append(SCRIPT);
        return shown(page);
    }

    /** Asks for the code that a program shows, after one that nothing waits for. */
    static HttpResponse askForCode(String wrong) {
        StringBuilder page = new StringBuilder(HEAD).append("<h1>Sign in</h1>");
        if (!wrong.isEmpty()) {
            page.append("<p>Nothing waits for the code ").append(escaped(wrong)).append(".</p>");
        }
        page.append(
                "<form><p>The code that your program shows: <input name=\"user_code\"> <button>Go on</button></p></form>");
        return shown(page);
    }

    private static HttpResponse shown(StringBuilder page) {
        return new HttpResponse(200)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("X-Frame-Options", "DENY")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'")
                .content(page.append("</html>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
