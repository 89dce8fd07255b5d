package cloudjar.kernel.web;

/**
 * What services show to and want from those who are no callers of AWS's APIs.
 *
 * @param web makes requests to addresses outside
 * @param documents what everybody may read
 */
public record Outside(Web web, PublicDocuments documents) {
    /** With nothing to read yet. */
    public Outside() {
        this(new Web(), new PublicDocuments());
    }
}
