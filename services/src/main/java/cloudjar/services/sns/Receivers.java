package cloudjar.services.sns;

/**
 * The ways to those who are not reached at once.
 *
 * @param queues which are, but may fail
 */
record Receivers(
        QueueSender queues, WebCourier web, FunctionCourier functions, StreamCourier streams, MailCourier mail) {}
