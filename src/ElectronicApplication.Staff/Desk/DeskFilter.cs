using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.AspNetCore.WebUtilities;

namespace ElectronicApplication.Staff.Desk;

/// <summary>What the desk shows, as it stands in the address.</summary>
/// <param name="List">Key of one of <see cref="Lists"/>.</param>
/// <param name="Search">A receipt number, or names, dates and other searchable answers.</param>
public sealed record DeskFilter(string List, string? Search, string? Procedure, string? Office, string? After)
{
    /// <summary>Only what came by one way.</summary>
    public Channel? Channel { get; init; }

    public static IReadOnlyList<DeskList> Lists { get; } =
    [
        new("open", "対応中", Worklist.Open), new("new", "未着手", Worklist.New), new("mine", "自分の担当", Worklist.Mine), new("review", "審査中", Worklist.UnderReview),
        new("approval", "決裁待ち", Worklist.Approval), new("sent-back", "差戻し", Worklist.SentBack), new("see-after", "後閲", Worklist.SeeAfter),
        new("correction", "補正待ち", Worklist.Correction), new("payment", "お支払い待ち", Worklist.Payment), new("fee", "手数料の未納", Worklist.Fee), new("message", "返信待ち", Worklist.Message), new("system", "連携の確認", Worklist.CoreSystem), new("resident", "宛名の確認", Worklist.Resident),
        new("due", "期限間近", Worklist.Due), new("overdue", "期限超過", Worklist.Overdue), new("decided", "決裁済み", Worklist.Decided), new("withdrawn", "取下げ", Worklist.Withdrawn),
        new("all", "すべて", Worklist.All),
    ];

    /// <summary>Whoever searches wants it found, whatever has become of it.</summary>
    public static DeskFilter Of(string? list, string? search, string? procedure, string? office, string? after) =>
        new(Lists.Any(l => l.Key == list) ? list! : string.IsNullOrWhiteSpace(search) ? "open" : "all", Trimmed(search, 100), Trimmed(procedure, 64), Trimmed(office, 64), Trimmed(after, 100));

    public DeskFilter By(string? channel) => this with { Channel = Enum.TryParse<Channel>(channel, out var way) && Enum.IsDefined(way) ? way : null };

    public DeskList Chosen => Lists.First(l => l.Key == List);

    public bool IsNarrowed => Search is not null || Procedure is not null || Office is not null || Channel is not null;

    /// <summary>Eighteen digits, however they are written, are a receipt number; the numbers of other portals are shorter.</summary>
    private bool IsNumber => Search is not null && Search.All(c => char.IsDigit(c) || c is '-' or 'ー' or '－' or ' ' or '　') && Search.Count(char.IsDigit) > 15;

    public ListSubmissionsRequest ToRequest() => new(Chosen.List, Office, Procedure, IsNumber ? Search : null, IsNumber ? null : Search, null, After) { Channel = Channel };

    public string Url => QueryHelpers.AddQueryString(StaffFrame.Home, new Dictionary<string, string?>
    {
        ["list"] = List, ["q"] = Search, ["procedure"] = Procedure, ["office"] = Office, ["channel"] = Channel?.ToString(), ["after"] = After,
    }.Where(p => p.Value is not null));

    private static string? Trimmed(string? text, int most) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var t && t.Length > most ? t[..most] : t;
}

public sealed record DeskList(string Key, string Text, Worklist List);
