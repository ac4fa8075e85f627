using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Lint;

/// <summary>What is said about the procedure as a whole.</summary>
internal static class ProcedureRules
{
    private const int ReasonLength = 10;

    // 行政手続等の棚卸調査.
    private static readonly HashSet<string> LifeEvents =
    [
        "妊娠", "出生・こども", "引越し", "就職・転職", "結婚・離婚", "自動車", "住宅", "介護", "医療・健康", "税金", "年金", "死亡・相続", "その他",
    ];

    private static readonly Dictionary<string, string[]> SurveyCodes = new(StringComparer.Ordinal)
    {
        ["手続類型"] = ["1", "2-1", "2-2", "2-3", "3", "4"],
        ["事務区分"] = ["1", "2", "3", "4"],
        ["本人確認(非オンライン)"] = ["1", "2", "3", "4", "5", "6"],
        ["手数料の納付方法(非オンライン)"] = ["1-1", "1-2", "1-3", "1-4", "1-5"],
        ["手数料の納付方法(オンライン)"] = ["2-1", "2-2", "2-3", "2-4", "2-5", "2-6"],
        ["添付書類の提出方法"] = ["0", "1", "2", "3", "4"],
        ["電子署名"] = ["1", "2", "3"],
    };

    public static void Check(LintContext context)
    {
        var procedure = context.Procedure;
        if (procedure.IdentityReason.Trim().Length < ReasonLength)
            context.Error("identity-reason", LintContext.ProcedureFile, "$.identityReason",
                "本人確認の水準を選んだ理由が書かれていません。なりすましの被害と根拠の法令から、なぜその水準で足りるのかを書いてください（DS-511）。",
                "There is no reason for the level of identity. Write why it is enough, from the harm of impersonation and the law (DS-511).");
        if (string.IsNullOrWhiteSpace(procedure.LegalBasis))
            context.Warning("no-legal-basis", LintContext.ProcedureFile, "$.legalBasis",
                "根拠となる法令がありません。法令、条例または要綱の名前と条を書いてください。",
                "There is no legal basis. Write the law, ordinance or guideline with its article.");
        if (procedure.AcceptancePeriod?.To is { } end && end <= new DateTimeOffset(context.Today.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(9)))
            context.Warning("acceptance-over", LintContext.ProcedureFile, "$.acceptancePeriod.to",
                "受付期間が終わっています。公開するなら、期間を直してください。", "The acceptance period is over. Correct it before publishing.");
        for (var i = 0; i < procedure.LifeEvents.Count; i++)
            if (!LifeEvents.Contains(procedure.LifeEvents[i]))
                context.Warning("unknown-life-event", LintContext.ProcedureFile, $"$.lifeEvents[{i}]",
                    $"「{procedure.LifeEvents[i]}」は棚卸調査のライフイベントにありません。次から選んでください: {string.Join("、", LifeEvents)}",
                    $"'{procedure.LifeEvents[i]}' is no life event of the survey. Choose from: {string.Join(", ", LifeEvents)}");
        foreach (var (name, value) in procedure.SurveyCodes)
            if (SurveyCodes.TryGetValue(name, out var codes) && Written(value).Any(code => !codes.Contains(code)))
                context.Warning("unknown-survey-code", LintContext.ProcedureFile, $"$.surveyCodes.{name}",
                    $"「{name}」にないコードです。次から選んでください: {string.Join("、", codes)}", $"There is no such code for '{name}'. Choose from: {string.Join(", ", codes)}");
        if (procedure.IdentityLevel == IdentityLevel.None && context.Files.Mapping is null)
            context.Error("anonymous-without-target", LintContext.MappingFile, "$.targets",
                "だれでも提出できる手続には、受け取る側のシステムが要ります。mapping.json に送り先を書いてください。",
                "What anybody may send needs a system that receives it. Write a target in mapping.json.");
    }

    private static IEnumerable<string> Written(JsonNode? value) => value is JsonArray several ? several.Select(one => one?.ToString() ?? "") : [value?.ToString() ?? ""];
}
