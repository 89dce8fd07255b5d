package cloudjar.protocols.json;

import cloudjar.kernel.shape.Member;

/** Which of a member's names is its key in JSON. */
public enum JsonNames {
    /** The model's name, as in awsJson1.0 and 1.1. */
    MODEL,
    /** The {@code jsonName}, as in restJson1. */
    JSON;

    String of(Member member) {
        return this == MODEL ? member.name() : member.jsonName();
    }
}
