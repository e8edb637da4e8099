package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.store.OscpStoreContract;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract suite for stores is tested itself: it finds each mistake by the test that is about it, and says what is owed. */
class BrokenStoresTest {
    private static volatile UnaryOperator<OscpStore> mistake = UnaryOperator.identity();

    /** The suite as a host extends it, over a store with the mistake under test; run by the launcher alone. */
    static final class Host extends OscpStoreContract {
        private InMemoryOscpStore database;

        @Override
        protected OscpStore emptyStore() {
            database = new InMemoryOscpStore();
            return mistake.apply(database);
        }

        @Override
        protected OscpStore openAnother() {
            return mistake.apply(database);
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                broken(
                        "blind write",
                        BrokenStores.BlindWrites::new,
                        "aWriteWithAnotherVersionIsAConflict",
                        "an update is lost"),
                broken(
                        "lost update",
                        BrokenStores.LostUpdates::new,
                        "threadsThatIncrementByCompareAndSetLoseNoUpdate",
                        "updates are lost"),
                broken(
                        "stale read",
                        BrokenStores.StaleReads::new,
                        "whatWasCommittedIsSeenByEveryThreadAndNode",
                        "find is stale"),
                broken(
                        "partial commit",
                        BrokenStores.PartialCommits::new,
                        "aCommitWithAVersionThatIsNotSoWritesNothingAtAll",
                        "a refused commit appended a journal line"),
                broken("half commit", BrokenStores.HalfCommits::new, "nobodySeesHalfACommit", "sees its outbox item"),
                broken(
                        "dropped outbox item",
                        BrokenStores.DroppedItems::new,
                        "manyItemsAreAllThereInOrder",
                        "no item is dropped"),
                broken(
                        "reordered outbox",
                        BrokenStores.ReorderedItems::new,
                        "aQueueIsReadInTheOrderOfItsSequence",
                        "smallest sequence first"),
                broken(
                        "reordered journal",
                        BrokenStores.ReorderedJournal::new,
                        "theOrderIsThatOfTheCommitsNotOfTheInstants",
                        "sorted by time"),
                broken(
                        "journal with holes",
                        BrokenStores.JournalWithHoles::new,
                        "journalLinesAreNumberedPerOwnerFromOneWithoutHoles",
                        "numbered from 1"),
                broken(
                        "due query that skips ties",
                        BrokenStores.SkippingDue::new,
                        "handlingPageByPageLeavesNothingOut",
                        "each is named once"),
                broken(
                        "due query that hides",
                        BrokenStores.DueOfAPage::new,
                        "handlingPageByPageLeavesNothingOut",
                        "each is named once"),
                broken(
                        "claim forgotten too early",
                        BrokenStores.ForgetsTooEarly::new,
                        "claimsMadeBeforeAnInstantAreForgottenAndNoOthers",
                        "forgot"),
                broken("claim won twice", BrokenStores.ClaimsTwice::new, "oneOfManyThreadsWinsAClaim", "one is taken"),
                broken(
                        "requires not checked",
                        BrokenStores.NoRequirements::new,
                        "aRequiredVersionIsCheckedButNotWritten",
                        "is a CONFLICT"),
                broken(
                        "write skew",
                        BrokenStores.WriteSkew::new,
                        "ofTwoCommitsThatEachRequireWhatTheOtherWritesAtMostOneIsTaken",
                        "write skew"),
                broken(
                        "keys as in a dictionary",
                        BrokenStores.DictionaryOrder::new,
                        "listPagesThroughOneKindInTheOrderOfTheKeys",
                        "by String.compareTo"),
                broken(
                        "keys without case",
                        BrokenStores.CaseBlind::new,
                        "keysAreTakenLiterally",
                        "case, spaces, accents and signs count"),
                broken(
                        "ties by name",
                        BrokenStores.TiesByName::new,
                        "tiesOfTwoKindsAreNamedInTheOrderOfTheKinds",
                        "not of its name"),
                broken(
                        "whole seconds",
                        BrokenStores.WholeSeconds::new,
                        "instantsAreKeptToTheMillisecond",
                        "kept to the millisecond"));
    }

    private static Arguments broken(String name, UnaryOperator<OscpStore> made, String caughtBy, String obligation) {
        return Arguments.of(name, made, caughtBy, obligation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsFoundByTheTestThatIsAboutIt(
            String name, UnaryOperator<OscpStore> made, String caughtBy, String obligation) {
        Map<String, String> failures = run(made).failures();
        assertThat(failures)
                .as("what the suite finds in a store with a %s", name)
                .containsKey(caughtBy);
        assertThat(failures.get(caughtBy))
                .as("it says which obligation is broken")
                .contains(obligation);
    }

    @Test
    void aGoodStoreBehindADelegatePasses() {
        ContractRun all = run(StoreAround::new);
        assertThat(all.failures()).isEmpty();
        assertThat(all.succeeded()).isGreaterThan(50);
    }

    private static ContractRun run(UnaryOperator<OscpStore> made) {
        mistake = made;
        return ContractRun.of(Host.class);
    }
}
