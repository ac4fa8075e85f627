namespace ElectronicApplication.Forms.Lint;

/// <summary>Texts that people read, in the languages in which they read them: English for all, やさしい日本語 for what is short and decides.</summary>
internal static class TextRules
{
    public static void Check(LintContext context)
    {
        var procedure = context.Procedure;
        Text("title", procedure.Title, easy: true);
        Text("summary", procedure.Summary, easy: true);
        Text("categoryTitle", procedure.CategoryTitle, easy: false);
        Text("officeTitle", procedure.OfficeTitle, easy: false);
        Text("whoCanApply", procedure.WhoCanApply, easy: true);
        for (var i = 0; i < procedure.WhatYouNeed.Count; i++)
            Text($"whatYouNeed[{i}]", procedure.WhatYouNeed[i], easy: true);
        Text("processingTime", procedure.ProcessingTime, easy: true);
        if (procedure.StandardProcessingPeriod?.Note is { } note)
            Text("standardProcessingPeriod.note", note, easy: false);
        Text("feeText", procedure.FeeText, easy: true);
        Text("completionText", procedure.CompletionText, easy: true);
        foreach (var (office, i) in (procedure.Routing?.Offices ?? []).Select((office, i) => (office, i)))
            Text($"routing.offices[{i}].title", office.Title, easy: false);
        foreach (var page in context.Plan.Pages)
        {
            Look(context, LintContext.FormFile, $"{page.JsonPath}.title", page.Definition.Title, easy: true);
            Look(context, LintContext.FormFile, $"{page.JsonPath}.guidance", page.Definition.Guidance, easy: false);
        }
        foreach (var (field, path) in context.Fields())
            Field(context, field, path);

        void Text(string key, LocalizedText text, bool easy) => Look(context, LintContext.ProcedureFile, "$." + key, text, easy);
    }

    private static void Field(LintContext context, FieldDefinition field, string path)
    {
        Text("label", field.Label, easy: field.Type != FieldType.Heading);
        Text("help", field.Help, easy: false);
        Text("example", field.Example, easy: false);
        Text("patternMessage", field.PatternMessage, easy: false);
        Text("unit", field.Unit, easy: false);
        Text("rowTitle", field.RowTitle, easy: false);
        for (var i = 0; i < field.Options.Count; i++)
            Text($"options[{i}].label", field.Options[i].Label, easy: true);
        for (var i = 0; i < field.Valid.Count; i++)
            Text($"valid[{i}].message", field.Valid[i].Message, easy: false);

        void Text(string key, LocalizedText? text, bool easy) => Look(context, LintContext.FormFile, $"{path}.{key}", text, easy);
    }

    private static void Look(LintContext context, string file, string path, LocalizedText? text, bool easy)
    {
        if (text is null)
            return;
        context.Texts++;
        if (string.IsNullOrWhiteSpace(text.Ja))
            context.Error("empty-text", file, path, "日本語の文が空です。書いてください。", "The Japanese text is empty. Write it.");
        if (text.Languages.FirstOrDefault(language => string.IsNullOrWhiteSpace(text.For(language))) is { } empty)
            context.Warning("empty-text", file, path, $"「{empty}」の文が空です。書くか、消してください。", $"The text for '{empty}' is empty. Write it, or remove it.");
        // 210-8577 and hanako@example.jp need no translation, and kana alone are easy already.
        if (text.Ja.Any(IsJapanese) && !Has(text, "en"))
            context.Warning("missing-translation", file, path, "英語（en）がありません。日本語を読まない方のために書いてください。", "There is no English (en). Write it for people who do not read Japanese.");
        if (easy && text.Ja.Any(IsKanji) && !Has(text, "ja-easy"))
            context.Warning("missing-easy-japanese", file, path,
                "やさしい日本語（ja-easy）がありません。短い文、やさしい言葉、漢字の読みで書いてください。",
                "There is no easy Japanese (ja-easy). Write it in short sentences and plain words, with readings for kanji.");
    }

    private static bool Has(LocalizedText text, string language) => text.Languages.Contains(language, StringComparer.OrdinalIgnoreCase);

    internal static bool IsJapanese(char c) => c is >= '\u3041' and <= '\u30FA' || IsKanji(c);

    internal static bool IsKanji(char c) => c is >= '\u4E00' and <= '\u9FFF' or '々';
}
