package kontor.batches;

/** How far the input is processed; it says nothing of the payments. The words of the API. */
enum BatchStatus {
    CREATED,
    PROCESSING_STARTED,
    COMPLETED
}
