/* A program that does nothing, linked with all that carepath is linked with:
 * what it costs to start at all. */
int main(void)
{
	return 0;
}
