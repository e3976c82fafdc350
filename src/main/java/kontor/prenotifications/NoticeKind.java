package kontor.prenotifications;

/** What a payer is told; a word of the API. */
enum NoticeKind {
    /** Of a collection for the first time. */
    ANNOUNCED,
    /** Of another day of it. */
    MOVED,
    /** That it is not collected. */
    CANCELLED
}
