package kontor.bankfiles;

import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** Why the bytes of a file are not given. */
enum FileRefusal implements RefusalCode {
    /** A part of a file must not be taken for the whole. */
    FILE_INCOMPLETE;

    @Override
    public String field() {
        return Refusal.ITSELF;
    }

    @Override
    public String sentence() {
        return "the file is still coming in; ask again after it";
    }
}
