using System.Text.Json.Nodes;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The decision route: <c>route.on</c>, for each step <c>route.0.title</c>, <c>.who</c>, <c>.office</c>, <c>.parallel</c>, <c>.allowDrafter</c> and its condition; the buttons addStep, dropStep:0, upStep:0, downStep:0.</summary>
internal static class RoutePost
{
    private const string At = "procedure";
    private const string Person = "person:";
    private static readonly string[] Roles = ["receive", "review", "approve"];

    /// <summary>What the condition of a step is called where conditions are edited.</summary>
    public static string When(int step) => $"decisionRoute.steps[{step}].when";

    /// <summary>How a person is posted.</summary>
    public static string Who(string issuer, string subject) => $"{Person}{issuer} {subject}";

    /// <returns>Conditions with unfinished rows, by key.</returns>
    public static Dictionary<string, ConditionDraft> Read(SheetPost post, IReadOnlyList<StaffPerson> people, List<DefinitionEdit> edits, Dictionary<string, string> errors)
    {
        var before = post.View.Design.Tree.Procedure["decisionRoute"] as JsonObject;
        if (!post.Form.TryGetValue("route.on", out var posted))
            return [];
        if (posted[^1] != "true")
        {
            if (before is not null)
                edits.Add(new Set(At, "decisionRoute", null));
            return [];
        }
        var conditions = new ConditionPost(post.Form, post.View.Sketch.Plan, post.Changed, post.Form["op"].ToString(), errors);
        var now = post.Current.Procedure["decisionRoute"] as JsonObject ?? before;
        var route = (JsonObject?)now?.DeepClone() ?? new JsonObject { ["steps"] = new JsonArray(NewStep([])) };
        route["steps"] = Steps(post, before?["steps"] as JsonArray ?? [], route["steps"] as JsonArray ?? [], people, conditions, errors);
        if (!JsonNode.DeepEquals(now, route))
            edits.Add(new Set(At, "decisionRoute", route));
        return conditions.Unfinished;
    }

    private static JsonArray Steps(SheetPost post, JsonArray before, JsonArray now, IReadOnlyList<StaffPerson> people, ConditionPost conditions, Dictionary<string, string> errors)
    {
        var steps = (JsonArray)now.DeepClone();
        for (var i = 0; i < before.Count; i++)
        {
            if (before[i] is not JsonObject step)
                continue;
            var wanted = Wanted(post.Form, i, step, people, conditions);
            if (JsonNode.DeepEquals(wanted, step))
                continue;
            if (Place(i) is { } place && steps[place] is JsonObject target)
                Merge(step, wanted, target);
            else
                errors[$"route.{i}.title"] = PlaceNow.LostText(LanguagePost.Words(wanted["title"], "ja"));
        }
        switch (post.Command.Verb)
        {
            case "addStep" when steps.Count < DecisionRouteDefinition.MaxSteps:
                steps.Add(NewStep(steps));
                break;
            case "dropStep" when steps.Count == 1:
                errors["route.on"] = "決裁する人は、少なくとも一人必要です。経路を決めないときは、印を外してください。";
                break;
            case "dropStep" or "upStep" or "downStep":
                if (Place(post.Index) is not { } at)
                    errors[$"route.{post.Index}.title"] = PlaceNow.Lost;
                else
                    Move(steps, at, post.Command.Verb);
                break;
        }
        return steps;

        int? Place(int? index) => PlaceNow.Of(before, now, index, (a, b) => a?["id"]?.ToString() == b?["id"]?.ToString());
    }

    private static JsonObject Wanted(IFormCollection form, int i, JsonObject step, IReadOnlyList<StaffPerson> people, ConditionPost conditions)
    {
        var (name, wanted) = ($"route.{i}.", (JsonObject)step.DeepClone());
        LanguagePost.Take(form, name + "title", wanted, "title");
        var who = form[name + "who"].ToString();
        if (Roles.Contains(who))
        {
            if (who != (step["role"]?.ToString() ?? "approve") || step["person"] is not null)
                wanted["role"] = who;
            wanted.Remove("person");
        }
        else if (people.FirstOrDefault(p => Who(p.Issuer, p.Subject) == who) is { } person && (step["person"]?["subject"]?.ToString() != person.Subject || step["person"]?["issuer"]?.ToString() != person.Issuer))
        {
            wanted["person"] = new JsonObject { ["issuer"] = person.Issuer, ["subject"] = person.Subject, ["name"] = person.Name };
            wanted.Remove("role");
        }
        if (wanted["person"] is not null)
            wanted.Remove("office");
        else if (form.TryGetValue(name + "office", out var office) && office.ToString() is { Length: <= 64 } code && code != (step["office"]?.ToString() ?? ""))
            Put(wanted, "office", code.Length > 0 ? code : null);
        foreach (var flag in (string[])["parallel", "allowDrafter"])
            if (form.TryGetValue(name + flag, out var posted) && (posted[^1] == "true") != (step[flag]?.ToString() == "true"))
                Put(wanted, flag, posted[^1] == "true" ? true : null);
        conditions.Take(When(i), step.Feel("when"), feel => Put(wanted, "when", feel));
        return wanted;
    }

    private static void Move(JsonArray steps, int at, string verb)
    {
        var step = steps[at];
        var to = verb == "upStep" ? at - 1 : at + 1;
        if (verb != "dropStep" && (to < 0 || to >= steps.Count))
            return;
        steps.RemoveAt(at);
        if (verb != "dropStep")
            steps.Insert(to, step);
    }

    /// <summary>Only what the person changed: a colleague may have changed the rest of the step.</summary>
    private static void Merge(JsonObject before, JsonObject wanted, JsonObject target)
    {
        foreach (var key in before.Select(p => p.Key).Union(wanted.Select(p => p.Key)).ToList())
            if (!JsonNode.DeepEquals(before[key], wanted[key]))
                Put(target, key, wanted[key]?.DeepClone());
    }

    private static void Put(JsonObject step, string key, JsonNode? value)
    {
        if (value is null)
            step.Remove(key);
        else
            step[key] = value;
    }

    private static JsonObject NewStep(JsonArray steps)
    {
        var number = steps.Count + 1;
        while (steps.Any(s => s?["id"]?.ToString() == $"step-{number}"))
            number++;
        return new() { ["id"] = $"step-{number}", ["title"] = steps.Count == 0 ? "課長" : "新しい決裁者", ["role"] = "approve" };
    }
}
