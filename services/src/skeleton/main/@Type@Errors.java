package cloudjar.services.@id@;

/** What @title@ says when it refuses: one factory for each sentence, with the source of its wording. */
final class @Type@Errors {
    private @Type@Errors() {}
}
