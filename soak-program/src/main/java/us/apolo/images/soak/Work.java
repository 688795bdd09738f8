package us.apolo.images.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What there is to do, and how often among a thousand operations. */
enum Work {
    DIGEST("digest", 170),
    SIZE("size", 110),
    TAG_INFO("tagInfo", 110),
    TAGS("tags", 110),
    TAG_INFOS("tagInfos", 60),
    LIST("list", 50),
    LIST_STREAM("listStream", 30),
    TAGS_STREAM("tagsStream", 60),
    RM("rm", 60),
    RM_TAG("rmTag", 50),
    ASYNC("async: digest, tagInfos, tags", 70),
    ASYNC_CANCELLED("async: tagInfos, cancelled", 60),
    PUSH("push", 25),
    PULL("pull", 25),
    PUSH_CANCELLED("async: push, cancelled", 5),
    PULL_CANCELLED("async: pull, cancelled", 5);

    private final String text;
    private final int share;

    Work(String text, int share) {
        this.text = text;
        this.share = share;
    }

    String text() {
        return text;
    }

    /** That many operations in a mixed order, which follows from the seed. */
    static List<Work> mixed(int operations, long seed) {
        var random = new Random(seed);
        var all = new ArrayList<Work>(operations);
        while (all.size() < operations) {
            var deck = new ArrayList<Work>();
            for (var work : values()) {
                deck.addAll(Collections.nCopies(work.share, work));
            }
            Collections.shuffle(deck, random);
            all.addAll(deck);
        }
        return List.copyOf(all.subList(0, operations));
    }
}
