using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Generation;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Plan;
using ElectronicApplication.Forms.Schemas;

namespace ElectronicApplication.Forms.Lint;

/// <summary>What is sent is what the receiving system takes: every invented applicant and every accepted sample is mapped and held against its schema.</summary>
internal static class MappingRules
{
    public static void Check(LintContext context)
    {
        var applicants = context.Explores ? ApplicantGenerator.Generate(context.Plan, context.Today, context.Explorer) : null;
        if (applicants is not null)
            CheckAccepted(context, applicants);
        if (context.Mapping is not { } mapping)
            return;
        if (mapping.Targets.Count == 0 && context.Procedure.IdentityLevel == IdentityLevel.None)
            context.Error("anonymous-without-target", LintContext.MappingFile, "$.targets",
                "だれでも提出できる手続には、受け取る側のシステムが要ります。送り先を書いてください。", "What anybody may send needs a system that receives it. Write a target.");
        for (var i = 0; i < mapping.Targets.Count; i++)
            foreach (var name in mapping.Targets[i].Names.Distinct())
                if (context.Plan.Named(name) is PlanField { Type: FieldType.Attachment } field)
                    context.Error("mapping-attachment", LintContext.MappingFile, $"$.targets[{i}].data",
                        $"添付書類の項目「{field.LabelJa}」（{name}）は、連携の式では読めません。facts.attachments を使ってください。", $"A mapping cannot read the attachment field '{name}'. Use facts.attachments.");
        var accepted = Accepted(context, applicants?.Applicants ?? []).ToList();
        for (var i = 0; i < mapping.Targets.Count; i++)
        {
            if (mapping.Targets[i].Schema is { } name)
                Check(context, mapping.Targets[i], name, $"$.targets[{i}]", accepted);
            CodeRules.Check(context, mapping, mapping.Targets[i], $"$.targets[{i}]");
            LayoutRules.Check(context, mapping.Targets[i], $"$.targets[{i}]", accepted.Where(example => example.Who.EndsWith(".json", StringComparison.Ordinal)));
        }
    }

    private static void CheckAccepted(LintContext context, GeneratedApplicants applicants)
    {
        context.Applicants = applicants.Applicants.Count;
        context.Covered = context.Branches - applicants.Uncovered.Count;
        if (!context.Explorer.Budget.IsUsedUp && applicants.Applicants.All(applicant => !applicant.IsAccepted)
            && context.Plan.Evaluate(applicants.Applicants[0].Answers, new EvaluationInput(context.Today, null, applicants.Applicants[0].Attachments)).Issues.FirstOrDefault() is { } wrong)
            context.Warning("nobody-accepted", LintContext.FormFile, context.Plan.Find(wrong.Path)?.JsonPath ?? "$.pages",
                $"試しに作った申請者が一人も受理されません。例: {wrong.Message} 規則が厳しすぎないか確かめ、入力例（example）を書いてください。",
                $"None of the made-up applicants is accepted, for instance: {wrong.MessageEn} Make sure that the rules are not too strict, and write an example.");
    }

    private static void Check(LintContext context, MappingTarget target, string name, string path, List<(string Who, JsonObject Answers)> accepted)
    {
        if (!context.Files.Neighbours.TryGetValue(name, out var bytes) || SampleRules.Read(bytes) is not { } schema)
        {
            context.Error("mapping-schema-missing", LintContext.MappingFile, path + ".schema",
                $"送り先のスキーマ「{name}」が mapping.json の隣にないか、JSON として読めません。ファイルを置くか、名前を直してください。",
                $"The schema '{name}' does not stand beside mapping.json, or is no JSON. Put it there, or correct the name.");
            return;
        }
        var problems = JsonSchemaChecker.Problems(schema);
        foreach (var problem in problems)
            if (problem.IsBroken)
                context.Error("mapping-schema-broken", name, problem.Path, $"送り先のスキーマに誤りがあり、送る値を検査できません: {problem.MessageJa}", $"The schema of the target is wrong, so that nothing can be held against it: {problem.MessageEn}");
            else
                context.Warning("mapping-schema-word", name, problem.Path, problem.MessageJa, problem.MessageEn);
        if (problems.Any(problem => problem.IsBroken))
            return;
        var checker = new JsonSchemaChecker(schema);
        var told = new HashSet<(string, string)>();
        foreach (var (who, answers) in accepted)
            foreach (var violation in MappingReview.Violations(target, checker, answers, MappingFacts.Example(context.Procedure, context.Today)))
                if (told.Add((violation.Path, violation.Keyword)))
                    context.Error("mapping-refused", LintContext.MappingFile, $"{path}.data{violation.Path[1..]}",
                        $"送り先「{target.System}」が受け取らない値になります（{who}）: {violation.MessageJa} 式か、必須の条件を直してください。",
                        $"'{target.System}' would refuse the value ({who}): {violation.MessageEn} Correct the expression, or what is required.");
    }

    private static IEnumerable<(string Who, JsonObject Answers)> Accepted(LintContext context, IReadOnlyList<GeneratedApplicant> applicants)
    {
        foreach (var (name, bytes) in context.Files.Samples)
            if (name.StartsWith("accepted-", StringComparison.Ordinal) && SampleRules.Read(bytes)?["answers"] is JsonObject answers)
                yield return (name, context.Plan.Evaluate(answers, new EvaluationInput(context.Today, null, [])).Answers);
        for (var i = 0; i < applicants.Count; i++)
            if (applicants[i] is { IsAccepted: true } applicant)
                yield return ($"applicant {i + 1}", context.Plan.Evaluate(applicant.Answers, new EvaluationInput(context.Today, null, applicant.Attachments)).Answers);
    }
}
