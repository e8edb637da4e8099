package com.betterfleet.oscp.examples.storejdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is particular to a store over JDBC: pools, drivers, and rows that several want at once. */
class JdbcOscpStoreTest {
    private static final Instant NOON = Instant.parse("2026-04-04T12:00:00Z");
    private static final Key LINK = new Key(Kind.LINK, "nz");
    private static final Key QUEUE = new Key(Kind.OUTBOX, "nz/AKL01");

    private final DataSource database = H2.inMemory();
    private final JdbcOscpStore store = JdbcOscpStore.over(database);

    private static OutboxItem item(String id) {
        return new OutboxItem(
                new RequestId(id),
                1,
                Action.UPDATE_ASSET_MEASUREMENTS,
                "",
                new byte[] {'{', '}'},
                Optional.empty(),
                Optional.empty(),
                NOON,
                0,
                NOON,
                Optional.empty());
    }

    private static Commit.Builder add(String id) {
        return Commit.builder().add(QUEUE, item(id));
    }

    private static Commit.Builder remove(String id) {
        return Commit.builder().remove(QUEUE, new RequestId(id));
    }

    private static Commit claim(String hash) {
        return Commit.builder().claim(new Claim(LINK, "r-1", hash, NOON)).build();
    }

    private interface Look {
        void at(Connection connection) throws SQLException;
    }

    /** The same database through connections that begin without auto-commit, as some pools give them. */
    private static DataSource manual(DataSource database, Look whenClosed) {
        return proxy(DataSource.class, (method, arguments) -> {
            Connection connection = database.getConnection();
            connection.setAutoCommit(false);
            return proxy(Connection.class, (call, values) -> {
                if (call.getName().equals("close")) {
                    whenClosed.at(connection);
                }
                return call.invoke(connection, values);
            });
        });
    }

    private interface Call {
        Object answer(Method method, Object... arguments) throws ReflectiveOperationException, SQLException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return call.answer(method, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    @Test
    void aPoolWithoutAutoCommitForgetsForGood() {
        JdbcOscpStore manual = JdbcOscpStore.over(manual(database, back -> {}));
        assertThat(manual.commit(claim("h"))).isEqualTo(CommitResult.COMMITTED);
        assertThat(manual.forget(NOON.plusSeconds(1))).isEqualTo(1);
        assertThat(store.claim(LINK, "r-1")).isEmpty();
    }

    @Test
    void noExceptionSaysWhatWasToBeStored() {
        assertThatExceptionOfType(JdbcStoreException.class)
                .isThrownBy(() -> store.commit(claim("hush".repeat(100))))
                .withMessageNotContaining("hush")
                .withMessageContaining("22001")
                .withNoCause();
    }

    @Test
    void aConnectionGoesBackAsItCame() throws SQLException {
        AtomicBoolean asItCame = new AtomicBoolean();
        JdbcOscpStore manual = JdbcOscpStore.over(manual(database, back -> asItCame.set(!back.getAutoCommit())));
        manual.commit(claim("h"));
        assertThat(asItCame).isTrue();
        asItCame.set(false);
        assertThatExceptionOfType(JdbcStoreException.class).isThrownBy(() -> manual.commit(claim("x".repeat(400))));
        assertThat(asItCame).isTrue();
    }

    @Test
    void whoAddsTheSameMessageAtOnceIsNeverThrownAt() throws Exception {
        Commit same = add("r-1").build();
        for (int round = 0; round < 50; round++) {
            assertThat(atOnce(List.of(same, same, same, same)))
                    .contains(CommitResult.COMMITTED)
                    .doesNotContain(CommitResult.CLAIMED);
            assertThat(store.outbox(QUEUE, 10)).hasSize(1);
            store.commit(remove("r-1").build());
        }
    }

    /** Whichever goes first, the other takes its message away: both can only be left where neither saw the other. */
    @Test
    void twoThatReplaceEachOthersMessageLeaveOne() throws Exception {
        for (int round = 0; round < 50; round++) {
            List<CommitResult> results = atOnce(List.of(
                    remove("a").add(QUEUE, item("b")).build(),
                    remove("b").add(QUEUE, item("a")).build()));
            assertThat(results).contains(CommitResult.COMMITTED);
            assertThat(store.outbox(QUEUE, 10)).as("round " + round).hasSize(1);
            store.commit(remove("a").remove(QUEUE, new RequestId("b")).build());
        }
    }

    private List<CommitResult> atOnce(List<Commit> commits) throws Exception {
        CyclicBarrier start = new CyclicBarrier(commits.size());
        ExecutorService executor = Executors.newFixedThreadPool(commits.size());
        try {
            List<Future<CommitResult>> running = new ArrayList<>();
            for (Commit commit : commits) {
                running.add(executor.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return store.commit(commit);
                }));
            }
            List<CommitResult> results = new ArrayList<>();
            for (Future<CommitResult> result : running) {
                results.add(result.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
