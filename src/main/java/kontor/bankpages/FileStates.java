package kontor.bankpages;

import kontor.banks.Instruction;
import kontor.banks.ReceivedFile;
import kontor.cases.OpenCase;
import kontor.pages.State;
import kontor.pages.State.Shape;

/** How far files and cases got, as people see it. */
final class FileStates {

    private FileStates() {}

    static State of(Instruction file) {
        var shape =
                switch (file.state()) {
                    case PREPARED -> Shape.READY;
                    case HANDING_OVER, SENT -> Shape.HALF;
                    case UNKNOWN -> Shape.ASKS;
                };
        return State.of(shape, file.state().name());
    }

    static State of(ReceivedFile file) {
        var shape =
                switch (file.status()) {
                    case RECEIVING -> Shape.HALF;
                    case RECEIVED, WAITING -> Shape.READY;
                    case PROCESSED -> Shape.FULL;
                    case DUPLICATE -> Shape.ENDED;
                    case QUARANTINED -> Shape.ASKS;
                };
        return State.of(shape, file.status().name());
    }

    static State of(OpenCase one) {
        var shape =
                switch (one.state()) {
                    case OPEN -> Shape.ASKS;
                    case CLOSED -> Shape.FULL;
                };
        return State.of(shape, one.state().name());
    }

    /** Bytes as people read them. */
    static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
