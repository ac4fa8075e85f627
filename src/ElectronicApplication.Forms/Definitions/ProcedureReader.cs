using System.Globalization;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Definitions;

internal static class ProcedureReader
{
    private const int DefaultRetentionDays = 30;
    private const int DefaultCorrectionDays = 14;

    public static ProcedureDefinition Read(ReadOnlyMemory<byte> json) => DefinitionReader.Read(json, Procedure);

    private static ProcedureDefinition Procedure(DefinitionReader json) => new()
    {
        Code = Code(json),
        Title = json.Localized("title"),
        Summary = json.Localized("summary"),
        Category = json.Text("category"),
        CategoryTitle = json.Localized("categoryTitle"),
        Keywords = json.Strings("keywords"),
        LifeEvents = json.Strings("lifeEvents"),
        Office = json.Text("office"),
        OfficeTitle = json.Localized("officeTitle"),
        LegalBasis = json.OptionalText("legalBasis"),
        WhoCanApply = json.Localized("whoCanApply"),
        WhatYouNeed = json.Texts("whatYouNeed"),
        ProcessingTime = json.Localized("processingTime"),
        FeeText = json.Localized("feeText"),
        IdentityLevel = json.Choice("identityLevel", IdentityLevel.CardSignature),
        IdentityReason = json.Text("identityReason"),
        AcceptancePeriod = json.Object("acceptancePeriod") is { } period ? Period(period) : null,
        Capacity = (int?)json.Integer("capacity", 1, ProcedureDefinition.MaxCapacity),
        Fee = json.Object("fee") is { } fee ? new FeeDefinition(fee.Text("expression"), fee.Choice("due", FeeDue.BeforeReview)) : null,
        CorrectionDays = (int?)json.Integer("correctionDays", 1, 365) ?? DefaultCorrectionDays,
        CorrectionLapse = json.OptionalChoice("correctionLapse", CorrectionLapse.Return),
        Payout = json.Object("payout") is { } payout ? new PayoutDefinition(payout.Text("amount"), payout.Text("account"), payout.OptionalText("publicAccount"), payout.OptionalText("text")) : null,
        Retention = json.OptionalText("retention") is null ? null : json.Choice("retention", RetentionClass.Years5),
        Tables = json.Objects("tables", TableReader.Table),
        Routing = json.Object("routing") is { } routing
            ? new RoutingDefinition(routing.Text("expression"), routing.Objects("offices", office => new OfficeDefinition(office.Text("code"), office.Localized("title"))))
            : null,
        DecisionRoute = json.Object("decisionRoute") is { } route ? DecisionReader.Route(route) : null,
        Appeal = json.Object("appeal") is { } appeal ? DecisionReader.Appeal(appeal) : null,
        CoreAnswers = json.Object("coreAnswers") is { } answers ? CoreAnswerReader.Read(answers) : CoreAnswersDefinition.Default,
        Review = json.Object("review") is { } review ? Review(review) : ReviewDefinition.None,
        StandardProcessingPeriod = json.Object("standardProcessingPeriod") is { } time ? ProcessingPeriod(time) : null,
        DraftRetentionDays = (int?)json.Integer("draftRetentionDays", 1, 3650) ?? DefaultRetentionDays,
        SurveyCodes = json.Object("surveyCodes") is null ? [] : (JsonObject)json.Copy("surveyCodes")!,
        CompletionText = json.Localized("completionText"),
        MailRequired = json.Flag("mailRequired"),
        Documents = json.Objects("documents", DocumentReader.Document),
        Notices = json.Object("notices") is { } notices ? Notices(notices) : new Dictionary<string, LocalizedText>(),
    };

    private static string Code(DefinitionReader json)
    {
        var code = json.Text("code");
        if (!ProcedureCode.IsValid(code))
            json.Problem("code", ProcedureCode.RuleJa, ProcedureCode.RuleEn);
        return code;
    }

    private static Dictionary<string, LocalizedText> Notices(DefinitionReader json)
    {
        var texts = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);
        foreach (var (key, _) in NoticeTexts.Kinds)
            if (json.OptionalLocalized(key) is { } text)
                texts[key] = text;
        return texts;
    }

    private static ReviewDefinition Review(DefinitionReader json)
    {
        var checks = json.Objects("checklist", check => new ReviewCheck(check.Text("id"), check.Text("text"), check.OptionalText("when")));
        if (checks.DistinctBy(check => check.Id).Count() < checks.Count)
            json.Problem("checklist", "確認事項の識別名（id）が重なっています。一つずつ別の名前にしてください。", "Two checks have the same id. Give each its own.");
        return new()
        {
            Checklist = checks,
            Hints = json.Objects("hints", hint => new ReviewHint(hint.Text("text"), hint.Text("when"))),
            Sentences = json.Strings("sentences"),
            Duplicates = json.Object("duplicates") is { } same ? new DuplicateDefinition(same.Strings("fields"), (int?)same.Integer("days", 1, 3650) ?? 90) : null,
        };
    }

    private static StandardProcessingPeriod ProcessingPeriod(DefinitionReader json)
    {
        if (json.Number("length") is null)
            json.Problem("length", "標準処理期間の長さ（length）を整数で書いてください。", "Write the length of the standard processing period as a whole number.");
        return new StandardProcessingPeriod((int?)json.Integer("length", 1, 3650) ?? 0, json.Choice("unit", PeriodUnit.Days)) { Note = json.OptionalLocalized("note") };
    }

    private static AcceptancePeriod Period(DefinitionReader json)
    {
        var (from, to) = (Moment(json, "from"), Moment(json, "to"));
        if (from >= to)
            json.Problem("to", "受付の終わりは、始まりより後にしてください。", "The end of the acceptance period must be after its start.");
        return new AcceptancePeriod(from, to);
    }

    // Without an offset it would depend on the server when a period opens.
    private static DateTimeOffset? Moment(DefinitionReader json, string key)
    {
        if (json.OptionalText(key) is not { } text)
            return null;
        if (text.Length >= 20 && (text[^1] == 'Z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment))
            return moment;
        json.Problem(key,
            "日時は 2026-04-01T09:00:00+09:00 のように、時差を付けて書いてください。",
            "Write the moment with its offset, as in 2026-04-01T09:00:00+09:00.");
        return null;
    }
}
