namespace ElectronicApplication.Forms;

/// <summary>教示: where and until when a decision can be contested (行政不服審査法 82 条, 行政事件訴訟法 46 条), or why nothing need be said about it.</summary>
public sealed record AppealDefinition
{
    public const int MaxText = 1_500;
    private const string DefaultAuthority = "{{自治体名}}長";
    private const string DefaultDefendant = "{{自治体名}}";

    /// <summary>Why decisions of this procedure need no notice: they are no 処分.</summary>
    public string? None { get; init; }

    /// <summary>審査庁.</summary>
    public string Authority { get; init; } = DefaultAuthority;

    /// <summary>被告とすべき者.</summary>
    public string Defendant { get; init; } = DefaultDefendant;

    /// <summary>Who stands for the defendant in court.</summary>
    public string Representative { get; init; } = DefaultAuthority;

    /// <summary>審査請求前置: a law lets nobody go to court before the review (行政事件訴訟法 8 条 1 項ただし書).</summary>
    public bool ReviewFirst { get; init; }

    /// <summary>The municipality's own wording, in place of the one made here.</summary>
    public string? Text { get; init; }

    /// <summary>Placeholders that the texts know.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["自治体名"];

    /// <summary>What stands in double braces and means nothing here.</summary>
    public IEnumerable<string> Unknown() =>
        new[] { Authority, Defendant, Representative, Text ?? "" }.SelectMany(text => NoticeTexts.Named(text)).Where(name => !Placeholders.Contains(name)).Distinct();

    /// <summary>The notice in full; null when none is due.</summary>
    public string? Wording(string municipality)
    {
        if (None is not null)
            return null;
        string Fill(string text) => NoticeTexts.Fill(text, _ => municipality).Trim();
        return Fill(Text ?? $"""
            1　この処分に不服があるときは、この処分があったことを知った日の翌日から起算して3か月以内に、{Authority}に対して審査請求をすることができます。ただし、この処分の日の翌日から起算して1年を過ぎると、審査請求をすることができなくなります。
            2　{(ReviewFirst ? FirstReviewed : AtOnce)}
            """).ReplaceLineEndings("\n");
    }

    // 行政事件訴訟法 14 条: six months and one year, counted anew from the review's ruling where there was one.
    private string AtOnce => $"この処分については、この処分があったことを知った日の翌日から起算して6か月以内に、{Defendant}を被告として（訴訟において{Defendant}を代表する者は{Representative}です。）、処分の取消しの訴えを提起することができます。"
        + "ただし、この処分の日の翌日から起算して1年を過ぎると、訴えを提起することができなくなります。1の審査請求をしたときは、その審査請求に対する裁決があったことを知った日の翌日から起算して6か月以内（裁決の日の翌日から起算して1年以内に限ります。）に提起することができます。";

    private string FirstReviewed => $"この処分の取消しの訴えは、1の審査請求に対する裁決を経た後でなければ提起することができません。裁決があったことを知った日の翌日から起算して6か月以内（裁決の日の翌日から起算して1年以内に限ります。）に、{Defendant}を被告として（訴訟において{Defendant}を代表する者は{Representative}です。）提起することができます。"
        + "ただし、審査請求があった日から3か月を経過しても裁決がないとき、著しい損害を避けるため緊急の必要があるとき、そのほか裁決を経ないことに正当な理由があるときは、裁決を経ずに提起することができます。";
}
