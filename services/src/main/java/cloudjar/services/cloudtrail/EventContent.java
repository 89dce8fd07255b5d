package cloudjar.services.cloudtrail;

import org.jspecify.annotations.Nullable;

/**
 * What was asked and answered.
 *
 * @param account the one whose resources it was about
 * @param errorCode null for a success
 * @param errorMessage null for a success, and where the error says nothing
 * @param request the parameters as JSON; null where there are none to show
 * @param response the elements of the answer as JSON; null where there are none to show
 * @param additional data as JSON; null for most services
 */
record EventContent(
        String account,
        String requestId,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable String request,
        @Nullable String response,
        @Nullable String additional) {}
