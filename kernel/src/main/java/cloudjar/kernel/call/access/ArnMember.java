package cloudjar.kernel.call.access;

import cloudjar.kernel.shape.Structure;

/** Takes the first ARN in the input that is one of the service's resources. */
record ArnMember(String service) implements Locator {
    @Override
    public String locate(Asked asked) {
        Structure input = asked.input();
        int members = input.schema().members().size();
        for (int i = 0; i < members; i++) {
            if (input.get(i) instanceof String text && isOwn(text)) {
                return text;
            }
        }
        return "*";
    }

    private boolean isOwn(String text) {
        if (!text.startsWith("arn:")) {
            return false;
        }
        int colon = text.indexOf(':', 4);
        return colon > 0 && text.startsWith(service, colon + 1) && text.startsWith(":", colon + 1 + service.length());
    }
}
