using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Lint;

/// <summary>What is said about the procedure as a whole.</summary>
internal static class ProcedureRules
{
    private const int ReasonLength = 10;

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
        if (procedure.Capacity is not null && procedure.AcceptancePeriod?.From is null)
            context.Warning("capacity-without-start", LintContext.ProcedureFile, "$.capacity",
                "定員がありますが、受付期間の始まりがありません。これまでに受け付けたすべての申請を数えます。回ごとに数えるには、受付期間の始まりを決めてください。",
                "There is a capacity without a start of the acceptance period, so every submission ever taken counts. Give the period a start to count each round by itself.");
        for (var i = 0; i < procedure.LifeEvents.Count; i++)
            if (!SurveyLists.LifeEvents.Contains(procedure.LifeEvents[i]))
                context.Warning("unknown-life-event", LintContext.ProcedureFile, $"$.lifeEvents[{i}]",
                    $"「{procedure.LifeEvents[i]}」は棚卸調査のライフイベントにありません。次から選んでください: {string.Join("、", SurveyLists.LifeEvents)}",
                    $"'{procedure.LifeEvents[i]}' is no life event of the survey. Choose from: {string.Join(", ", SurveyLists.LifeEvents)}");
        foreach (var (name, value) in procedure.SurveyCodes)
            if (SurveyLists.Codes.TryGetValue(name, out var list) && list.Select(l => l.Code).ToList() is var codes && Written(value).Any(code => !codes.Contains(code)))
                context.Warning("unknown-survey-code", LintContext.ProcedureFile, $"$.surveyCodes.{name}",
                    $"「{name}」にないコードです。次から選んでください: {string.Join("、", codes)}", $"There is no such code for '{name}'. Choose from: {string.Join(", ", codes)}");
        Review(context, procedure.Review);
        foreach (var (kind, text) in procedure.Notices.SelectMany(notice => notice.Value.Languages.Prepend("ja").Select(language => (notice.Key, notice.Value.For(language)))))
            Notice(context, kind, text);
        if (procedure.IdentityLevel == IdentityLevel.None && context.Files.Mapping is null)
            context.Error("anonymous-without-target", LintContext.MappingFile, "$.targets",
                "だれでも提出できる手続には、受け取る側のシステムが要ります。mapping.json に送り先を書いてください。",
                "What anybody may send needs a system that receives it. Write a target in mapping.json.");
    }

    private static void Review(LintContext context, ReviewDefinition review)
    {
        for (var i = 0; i < review.Checklist.Count; i++)
            Text(review.Checklist[i].Text, $"checklist[{i}].text");
        for (var i = 0; i < review.Hints.Count; i++)
            Text(review.Hints[i].Text, $"hints[{i}].text");
        for (var i = 0; i < review.Sentences.Count; i++)
            Text(review.Sentences[i], $"sentences[{i}]");
        var groups = (review.Duplicates?.Fields ?? []).Select(id => context.Plan.Named(id)).OfType<PlanField>().Select(field => field.Group).OfType<PlanField>().Distinct().Count();
        if (groups > 1)
            context.Error("duplicates-of-groups", LintContext.ProcedureFile, "$.review.duplicates.fields",
                "重複の見分け方に、二つ以上の繰り返しの項目があります。一つの繰り返しの項目と、繰り返しでない項目だけにしてください。",
                "Likely duplicates name fields of two repeated groups. Use those of one, and of none.");

        void Text(string text, string at)
        {
            if (text.Trim().Length is 0 or > 300)
                context.Error("review-text", LintContext.ProcedureFile, "$.review." + at, "審査の手引きの文は、1 文字から 300 文字までで書いてください。", "Write 1 to 300 letters.");
        }
    }

    private static void Notice(LintContext context, string kind, string text)
    {
        if (NoticeTexts.Unknown(text) is { Count: > 0 } unknown)
            context.Error("unknown-placeholder", LintContext.ProcedureFile, $"$.notices.{kind}",
                $"お知らせに、使えない差し込みがあります: {string.Join("、", unknown.Select(name => $"{{{{{name}}}}}"))}。使えるのは次のものです: {string.Join("、", NoticeTexts.Placeholders.Select(name => $"{{{{{name}}}}}"))}",
                $"The notice has placeholders that mean nothing: {string.Join(", ", unknown)}. Use {string.Join(", ", NoticeTexts.Placeholders)}.");
        if (text.Length > NoticeTexts.MaxLength)
            context.Error("notice-too-long", LintContext.ProcedureFile, $"$.notices.{kind}",
                $"お知らせに加える文は {NoticeTexts.MaxLength} 文字までにしてください。", $"Keep the text of a notice within {NoticeTexts.MaxLength} letters.");
    }

    private static IEnumerable<string> Written(JsonNode? value) => value is JsonArray several ? several.Select(one => one?.ToString() ?? "") : [value?.ToString() ?? ""];
}
