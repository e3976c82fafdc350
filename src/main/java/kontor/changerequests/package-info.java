/**
 * Four eyes over administration: what one person asks for is done when a second one agrees.
 *
 * <p>Rooms wrap their doors by {@link kontor.changerequests.FourEyes}. Where four eyes is on, the
 * wrapped door does its work, takes back all of it, and leaves a change request: who asks, for
 * what, how it is now and how it would be. Whoever approves lets the same door do it again, with
 * the rights that the maker has then, and only from the version that was seen.
 *
 * <pre>
 * change request   PENDING -> APPROVED    by a second person, or on the command line (break-glass)
 *                  PENDING -> REJECTED    by a second person, with a reason
 *                  PENDING -> WITHDRAWN   by its maker
 *                  PENDING -> STALE       what it is about was changed or deleted, or the maker may
 *                                         not do it any more; found when somebody approves
 *                  PENDING -> EXPIRED     nobody decided in time
 *
 * four eyes        OFF -> ON              a sandbox begins with it off
 *                  WAITING -> ON          a real organization: by itself, as soon as two people
 *                                         able to check have come in
 *                  ON -> OFF              by a change request
 * </pre>
 *
 * <p>A secret is in no change request: the input is read again when it is approved, and what is
 * random in it is made then.
 *
 * <p>Tables: {@code change_requests}. Decisions 0066, 0067.
 */
@NullMarked
package kontor.changerequests;

import org.jspecify.annotations.NullMarked;
