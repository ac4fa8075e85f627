namespace ElectronicApplication.Forms.Lint;

/// <summary>Answers of core systems: from systems that exist, and used in a way that can work.</summary>
internal static class CoreAnswerRules
{
    public static void Check(LintContext context)
    {
        var answers = context.Procedure.CoreAnswers;
        var known = context.Mapping?.Targets.Select(t => t.System).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var system in answers.Targets.Keys.Where(system => !known.Contains(system)))
            context.Warning("core-answer-target", LintContext.ProcedureFile, "$.coreAnswers.targets",
                $"連携先「{system}」は mapping.json にありません。ここからの回答は届きません。名前を直すか、削除してください。", $"There is no target '{system}' in mapping.json, so nothing comes from it. Correct the name or remove it.");
        if (context.Procedure.DecisionRoute is not null && answers.Targets.Values.Append(answers.General).Any(uses => uses.Decision == AnswerUse.Apply))
            context.Warning("core-answer-route", LintContext.ProcedureFile, "$.coreAnswers",
                "決裁の経路がある手続では、基幹システムの決定はそのまま反映されず、職員への提案になります。decision を propose にしてください。",
                "Where decisions follow a route, a decision of a core system is never applied but proposed. Write 'propose'.");
    }
}
