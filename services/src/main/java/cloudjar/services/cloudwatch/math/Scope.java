package cloudjar.services.cloudwatch.math;

import java.util.List;

/** What expressions refer to. */
public interface Scope {
    /**
     * What another query comes to.
     *
     * @throws InvalidMathException where there is no such query
     */
    Outcome byId(String id);

    /** The metrics of the queries whose ids contain a text; of all where it is empty. */
    List<Series> metrics(String part);

    /** The time series that a search finds. */
    List<Series> search(String search, String statistic, long period);

    /** The period of what an expression makes, in seconds. */
    long period();

    /** The first second of the time asked for. */
    long from();

    /** The second behind it. */
    long to();
}
