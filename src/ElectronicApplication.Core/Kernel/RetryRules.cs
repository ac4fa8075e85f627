namespace ElectronicApplication.Core.Kernel;

/// <summary>When to try again: exponential back-off with full jitter, so that those who failed together do not come back together.</summary>
public static class RetryRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>However long a core system asks us to wait, we look again after an hour.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    /// <summary>When to ask again about something that is being worked on: the longer it takes, the more rarely; from five seconds to an hour.</summary>
    /// <param name="age">Since it was taken.</param>
    public static TimeSpan Ask(TimeSpan age, int? askedSeconds, Random random) => askedSeconds is { } asked
        ? TimeSpan.FromSeconds(Math.Clamp(asked, 1, LongestAsked.TotalSeconds) + random.NextDouble())
        : TimeSpan.FromSeconds(Math.Clamp(age.TotalSeconds / 4, 5, LongestAsked.TotalSeconds) * (0.75 + random.NextDouble() / 2));

    /// <param name="attempts">How often it was tried; 1 after the first time.</param>
    /// <param name="askedSeconds">Retry-After: never earlier than that.</param>
    public static TimeSpan Wait(int attempts, int? askedSeconds, Random random)
    {
        var ceiling = Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Clamp(attempts, 1, 16) - 1));
        var jitter = random.NextDouble() * ceiling;
        return TimeSpan.FromSeconds(askedSeconds is { } asked ? Math.Clamp(asked, 0, LongestAsked.TotalSeconds) + jitter : jitter);
    }
}
