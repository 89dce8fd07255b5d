package cloudjar.kernel.policy;

/**
 * A resource that a request is about: an ARN, or {@code *} for actions that are about no resource.
 *
 * <p>Taken apart once, so that it can be compared with many patterns.
 */
public final class ResourceName {
    /** For actions that are about no resource. */
    public static final ResourceName ANY = of("*");

    private final String text;
    private final int[] colons;

    private ResourceName(String text, int[] colons) {
        this.text = text;
        this.colons = colons;
    }

    /** The resource of this ARN. */
    public static ResourceName of(String text) {
        int[] colons = new int[ArnPattern.PARTS - 1];
        int at = -1;
        for (int i = 0; i < colons.length; i++) {
            at = text.indexOf(':', at + 1);
            if (at < 0) {
                return new ResourceName(text, new int[0]);
            }
            colons[i] = at;
        }
        return new ResourceName(text, colons);
    }

    /** As it was given. */
    public String text() {
        return text;
    }

    /** A part of the ARN, from 0 for {@code arn} to 5 for the resource; empty where it is no ARN. */
    public String part(int index) {
        return isArn() ? text.substring(start(index), end(index)) : "";
    }

    boolean isArn() {
        return colons.length > 0;
    }

    int start(int part) {
        return part == 0 ? 0 : colons[part - 1] + 1;
    }

    int end(int part) {
        return part == colons.length ? text.length() : colons[part];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceName name && name.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
