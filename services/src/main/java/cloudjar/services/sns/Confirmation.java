package cloudjar.services.sns;

/**
 * What a token confirms: a subscription that was made, or one that was ended and may be restored by it.
 *
 * @param subscription as it is to be
 */
record Confirmation(Subscription subscription, long endsAtMillis) {}
