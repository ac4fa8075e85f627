using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.AspNetCore.WebUtilities;

namespace ElectronicApplication.Staff.Desk;

/// <summary>What the desk shows, as it stands in the address.</summary>
/// <param name="Group">Key of one of <see cref="Groups"/>.</param>
public sealed record DeskFilter(string Group, string? Number, string? Procedure, string? Office, string? After)
{
    public static IReadOnlyList<StatusGroup> Groups { get; } =
    [
        new("open", "対応中", [SubmissionStatus.Received, SubmissionStatus.UnderReview]),
        new("received", "受付済み", [SubmissionStatus.Received]),
        new("review", "審査中", [SubmissionStatus.UnderReview]),
        new("correction", "補正待ち", [SubmissionStatus.CorrectionRequested]),
        new("payment", "お支払い待ち", [SubmissionStatus.AwaitingPayment]),
        new("decided", "決裁済み", [SubmissionStatus.Granted, SubmissionStatus.Refused, SubmissionStatus.Dismissed]),
        new("withdrawn", "取下げ", [SubmissionStatus.Withdrawn]),
        new("all", "すべて", Enum.GetValues<SubmissionStatus>()),
    ];

    /// <summary>Whoever searches a number wants it found, whatever has become of it.</summary>
    public static DeskFilter Of(string? status, string? number, string? procedure, string? office, string? after) =>
        new(Groups.Any(g => g.Key == status) ? status! : string.IsNullOrWhiteSpace(number) ? "open" : "all",
            Trimmed(number, 60), Trimmed(procedure, 64), Trimmed(office, 64), Trimmed(after, 100));

    public StatusGroup Chosen => Groups.First(g => g.Key == Group);

    /// <summary>Work is taken up from the oldest; what is done is looked up from the newest.</summary>
    public bool OldestFirst => Group is "open" or "received" or "review";

    public bool IsNarrowed => Number is not null || Procedure is not null || Office is not null;

    public ListSubmissionsRequest ToRequest() => new(Group == "all" ? [] : Chosen.Statuses, Office, Procedure, Number, OldestFirst, After);

    public string Url => QueryHelpers.AddQueryString(StaffFrame.Home, new Dictionary<string, string?>
    {
        ["status"] = Group, ["number"] = Number, ["procedure"] = Procedure, ["office"] = Office, ["after"] = After,
    }.Where(p => p.Value is not null));

    private static string? Trimmed(string? text, int most) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var t && t.Length > most ? t[..most] : t;
}

public sealed record StatusGroup(string Key, string Text, IReadOnlyList<SubmissionStatus> Statuses);
