namespace ElectronicApplication.Core.Submissions;

/// <summary>The way by which a submission came. Whichever it was, from then on it is the same.</summary>
public enum Channel
{
    Portal,
    Api,
    /// <summary>紙: keyed by staff from a paper form.</summary>
    Paper,
    /// <summary>窓口: prepared by the applicant, handed in at the counter.</summary>
    Counter,
    /// <summary>ぴったりサービス and other portals, by a package.</summary>
    OtherPortal,
    /// <summary>移行: an open case of the system before this one.</summary>
    Migration,
}

public static class ChannelWords
{
    public static string Japanese(Channel channel) => channel switch
    {
        Channel.Portal => "ポータル",
        Channel.Api => "API",
        Channel.Paper => "紙",
        Channel.Counter => "窓口",
        Channel.OtherPortal => "他のポータル",
        Channel.Migration => "移行",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    public static string English(Channel channel) => channel switch
    {
        Channel.Portal => "Portal",
        Channel.Api => "API",
        Channel.Paper => "Paper",
        Channel.Counter => "Counter",
        Channel.OtherPortal => "Another portal",
        Channel.Migration => "Taken over",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };
}
