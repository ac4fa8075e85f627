using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SubmissionsByProcedure : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Submissions_ProcedureCode_Status_SubmittedAt",
                table: "Submissions",
                columns: new[] { "ProcedureCode", "Status", "SubmittedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Submissions_ProcedureCode_Status_SubmittedAt",
                table: "Submissions");
        }
    }
}
