package cloudjar.kernel.call.access;

import cloudjar.kernel.policy.ActionName;

/**
 * An action as a service spells it, such as {@code s3:GetObject}: made once and kept.
 *
 * @param text as answers show it
 * @param name as policies are compared with it
 */
public record Action(String text, ActionName name) {
    /** The action of this text. */
    public static Action of(String text) {
        return new Action(text, ActionName.of(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
