namespace ElectronicApplication.Forms.Definitions;

/// <summary>The key <c>coreAnswers</c> of procedure.json.</summary>
internal static class CoreAnswerReader
{
    public static CoreAnswersDefinition Read(DefinitionReader json)
    {
        var general = Uses(json, CoreAnswerUses.Default);
        var targets = json.Objects("targets", target => (System: target.Text("system"), Uses: Uses(target, general)));
        if (targets.DistinctBy(t => t.System).Count() < targets.Count)
            json.Problem("targets", "同じ連携先が二度書かれています。一つにまとめてください。", "A target stands there twice. Keep one.");
        return new(general, targets.DistinctBy(t => t.System).ToDictionary(t => t.System, t => t.Uses, StringComparer.Ordinal));
    }

    private static CoreAnswerUses Uses(DefinitionReader json, CoreAnswerUses otherwise)
    {
        var status = json.OptionalChoice("status", otherwise.Status);
        if (status == AnswerUse.Propose)
            json.Problem("status", "処理状況（status）は show か apply で書いてください。職員が反映するものはありません。", "'status' is show or apply; there is nothing to take over.");
        return new(status, json.OptionalChoice("decision", otherwise.Decision), json.OptionalChoice("document", otherwise.Document));
    }
}
