using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Intake;

/// <summary>受付・入力: paper, counter and files.</summary>
internal static class IntakeEndpoints
{
    public static void MapIntake(this RouteGroupBuilder staff)
    {
        staff.MapPaper();
        staff.MapCounter();
        staff.MapKeying();
        staff.MapImports();
    }
}
