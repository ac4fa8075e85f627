using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Definitions;

/// <summary>The keys <c>decisionRoute</c> and <c>appeal</c> of procedure.json.</summary>
internal static partial class DecisionReader
{
    public static DecisionRouteDefinition Route(DefinitionReader json)
    {
        var steps = json.Objects("steps", Step);
        if (steps.Count is 0 or > DecisionRouteDefinition.MaxSteps)
            json.Problem("steps", $"決裁する人を 1 から {DecisionRouteDefinition.MaxSteps} 人まで決めてください。経路が要らないときは「decisionRoute」を消してください。",
                $"A route has 1 to {DecisionRouteDefinition.MaxSteps} steps. Remove 'decisionRoute' when none is needed.");
        foreach (var twins in steps.Where(step => step.Id.Length > 0).GroupBy(step => step.Id).Where(same => same.Count() > 1))
            json.Problem("steps", $"決裁の経路に、識別名「{twins.Key}」が二つあります。別の名前にしてください。", $"The id '{twins.Key}' stands twice in the route. Give each step its own.");
        return new DecisionRouteDefinition(steps);
    }

    public static AppealDefinition Appeal(DefinitionReader json)
    {
        var standard = new AppealDefinition();
        return new AppealDefinition
        {
            None = json.OptionalText("none"),
            Authority = json.OptionalText("authority") ?? standard.Authority,
            Defendant = json.OptionalText("defendant") ?? standard.Defendant,
            Representative = json.OptionalText("representative") ?? standard.Representative,
            ReviewFirst = json.Flag("reviewFirst"),
            Text = json.OptionalText("text"),
        };
    }

    private static DecisionStepDefinition Step(DefinitionReader json)
    {
        var id = json.Text("id");
        if (id.Length > 0 && !Id().IsMatch(id))
            json.Problem("id", "識別名は、英小文字で始まる英小文字・数字・ハイフン・下線で、40 文字までにしてください。", "An id begins with a letter and has up to 40 lower-case letters, digits, hyphens and underscores.");
        var person = json.Object("person") is { } known ? new PersonReference(known.Text("issuer"), known.Text("subject"), known.OptionalText("name") ?? "") : null;
        var office = json.OptionalText("office") is { Length: > 0 } code ? code : null;
        if (person is not null && office is not null)
            json.Problem("office", "職員を決めた人には、課を書けません。どちらかを消してください。", "A step of a named person has no office. Remove one of them.");
        return new DecisionStepDefinition
        {
            Id = id, Title = json.Localized("title"), Role = json.OptionalChoice("role", DecisionRole.Approve), Office = office, Person = person,
            Parallel = json.Flag("parallel"), AllowDrafter = json.Flag("allowDrafter"), When = json.OptionalText("when") is { } when && !string.IsNullOrWhiteSpace(when) ? when : null,
        };
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,39}$")]
    private static partial Regex Id();
}
